"""Every setting, typed, with its unit and its ANWEN_ environment name."""

from functools import lru_cache
from pathlib import Path

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from errors import SettingsError

ROOT = Path(__file__).resolve().parent


class Settings(BaseSettings):
    """All settings; each can be set as ANWEN_<NAME> in the environment."""

    model_config = SettingsConfigDict(env_prefix="ANWEN_", frozen=True, extra="ignore")

    documents_dir: Path = Field(
        default=ROOT / "corpus" / "documents",
        description="Folder with the documents that the product starts with, and documents.toml.",
    )
    index_dir: Path = Field(
        default=ROOT / ".anwen" / "index",
        description="Folder that holds the versions of the index, with their documents.",
    )
    keep_versions: int = Field(
        default=5,
        ge=2,
        le=1000,
        description="Versions of the index that are kept; older ones are removed.",
    )
    own_districts: Path = Field(
        default=ROOT / ".anwen" / "districts.toml",
        description="File of districts that the product does not know, as corpus/data/"
        "districts.toml; need not be there.",
    )
    runs_dir: Path = Field(
        default=ROOT / ".anwen" / "runs",
        description="Folder that holds the stored evaluation runs, one folder each.",
    )
    review_file: Path = Field(
        default=ROOT / ".anwen" / "review.jsonl",
        description="File of corrected questions that wait for a reviewer.",
    )
    feedback_file: Path = Field(
        default=ROOT / ".anwen" / "feedback.sqlite",
        description="SQLite file with what askers say of the answers they got.",
    )
    embedding_model: str = Field(
        default="bundled",
        description="'bundled' for the multilingual-e5-small that ships with the product, else a "
        "sentence-transformers model name or folder.",
    )
    chat_model: str = Field(
        default="",
        description="Optional language model for phrasing, as LangChain's init_chat_model names "
        "it (provider:model). Empty: answers are composed from the clause itself.",
    )
    host: str = Field(default="127.0.0.1", description="Address the page listens on.")
    port: int = Field(default=7860, ge=1, le=65535, description="Port the page listens on.")
    max_question_chars: int = Field(
        default=500, ge=20, le=4000, description="Longest question accepted, in characters."
    )
    max_history: int = Field(
        default=10, ge=0, le=50, description="Earlier questions that are taken into account."
    )
    candidates: int = Field(
        default=60, ge=5, le=500, description="Clauses taken from each of the two searches."
    )
    embedding_batch: int = Field(
        default=16, ge=1, le=512, description="Clauses embedded at once during a build."
    )


@lru_cache(maxsize=1)
def get_settings() -> Settings:
    """The settings of this process, read from the environment once.

    Raises SettingsError naming the variable that has a value it cannot have.
    """
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors()[0]
        name = f"ANWEN_{str(first['loc'][0]).upper()}"
        raise SettingsError(
            f"{name} is {first['input']!r}: {first['msg']}; correct or unset it"
        ) from None

"""What is embedded for a clause: the clause as a whole, and each of its sentences."""

from corpus import Clause
from corpus.readable import split_sentences
from corpus.tables import column_role

_LONGEST_WHOLE = 300  # characters: what a clause is about stands in its first sentences
_LONGEST_SENTENCE = 160
_SAYING = ("target", "amount", None)  # roles of the columns that say something of their own


def passages(clause: Clause) -> list[str]:
    """The texts that are embedded for a clause: first the whole, then its sentences.

    Each names where it stands, then what it says, cut to the model's window. A clause of one
    sentence is one passage.
    """
    said = "；".join(clause.cells.values()) if clause.cells else clause.text
    whole = f"{clause.district} {' '.join(clause.section)}\n{said}"[:_LONGEST_WHOLE]
    if clause.cells:
        said = "。".join(t for c, t in clause.cells.items() if column_role(c) in _SAYING)
    sentences = split_sentences(said)
    if len(sentences) < 2:
        return [whole]
    own = clause.section[-1]
    return [whole, *(f"{own}：{sentence}"[:_LONGEST_SENTENCE] for sentence in sentences)]

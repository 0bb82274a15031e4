"""Words that ask: one list of them for every step that must know whether a stretch asks."""

import re

# question words and particles, in simplified characters
ASKING_WORDS = (
    r"谁|哪|多少|好多|几|什么|何|怎|咋|啥|吗|呢|[?？]"
    r"|\b(?:who|whom|whose|what|when|which|how|where|why)\b"
)
ASKS = re.compile(ASKING_WORDS, re.IGNORECASE)
# English words after which "who" may ask: what joins questions, and what asks for an answer;
# after any other it begins a relative clause (officials who let dangers slide)
BEFORE_WHO = (
    "and|or|but|so|then|also|plus|exactly|of|by|to|for|with|about|on|from|under|is|are|was|were"
    "|me|us|know|ask|say|see|find|out|learn|wonder|wondering|check|tell|sure|clear|understand"
)

"""The label sets that Python and Rust share, in the order of the model's output columns."""

ROLES = ("source", "cue", "content")

# Columns of `tags` and `inner_tags`: begin and inside for each role.
TAGS = ("O", "B-S", "I-S", "B-Q", "I-Q", "B-C", "I-C")

# Rows of the link scores: what a token may be to a cue.
LINKS = ("B-S", "I-S", "B-C", "I-C")

CASES = ("special", "lower", "capitalised", "upper", "mixed", "digit", "punctuation")
QUOTES = ("outside", "opening", "inside", "closing")


def feature_id(case: int, quote: int, sentence_start: bool, paragraph_start: bool) -> int:
    """The row of the feature table for one token (and for each of its pieces)."""
    return ((case * len(QUOTES) + quote) * 2 + int(sentence_start)) * 2 + int(paragraph_start)


FEATURES = len(CASES) * len(QUOTES) * 4

# Distance of a token from the cue in tokens, token minus cue, as a bucket: 0 before … 2*DISTANCES after.
DISTANCE_EDGES = (1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96)


def distance_bucket(delta: int) -> int:
    """Bucket of a signed distance: 0 stands for the cue itself, odd before it, even after it."""
    if delta == 0:
        return 0
    size = sum(abs(delta) >= edge for edge in DISTANCE_EDGES)
    return 2 * size - (1 if delta < 0 else 0)


DISTANCE_BUCKETS = 2 * len(DISTANCE_EDGES) + 1

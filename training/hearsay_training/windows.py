"""Windows: whole paragraphs packed up to a number of pieces, the unit that the encoder reads."""

from dataclasses import dataclass

from .articles import Article
from .pieces import Pieces


@dataclass
class Window:
    """Tokens `first..last` of an article; only `core..last` are decoded, the rest is context before them."""

    article: Article
    first: int
    core: int
    last: int


def blocks(article: Article, sizes: list[int], limit: int) -> list[tuple[int, int]]:
    """Paragraphs as token ranges; one longer than `limit` pieces is cut at sentences, or else anywhere."""
    starts = [i for i, p in enumerate(article.paragraph_start) if p or i == 0] + [len(article.words)]
    found = []
    for start, end in zip(starts, starts[1:]):
        while sum(sizes[start:end]) > limit:
            cut = longest_prefix(sizes, start, end, limit)
            sentences = [i for i in range(start + 1, cut + 1) if article.sentence_start[i]]
            cut = sentences[-1] if sentences else cut
            found.append((start, cut))
            start = cut
        found.append((start, end))
    return found


def longest_prefix(sizes: list[int], start: int, end: int, limit: int) -> int:
    """The furthest token such that `start..token` holds at most `limit` pieces, and at least one token."""
    total, i = sizes[start], start + 1
    while i < end and total + sizes[i] <= limit:
        total += sizes[i]
        i += 1
    return i


def windows(article: Article, pieces: Pieces, limit: int, context: int, first_limit: int | None = None) -> list[Window]:
    """Packs blocks up to `limit` pieces, the two special pieces and up to `context` pieces before included."""
    room = limit - 2
    sizes = [min(len(pieces.encode(word)), room) for word in article.words]
    found: list[Window] = []
    used, budget = 0, first_limit or room
    for start, end in blocks(article, sizes, room):
        size = sum(sizes[start:end])
        if found and used + size <= budget:
            found[-1].last = end
            used += size
            continue
        if found:
            budget = room
        first = before(article, sizes, start, min(context, room - size))
        found.append(Window(article, first, start, end))
        used = size + sum(sizes[first:start])
    return found


def before(article: Article, sizes: list[int], start: int, context: int) -> int:
    """The first token of the longest run of whole sentences before `start` within `context` pieces."""
    best, i, total = start, start, 0
    while i > 0 and total + sizes[i - 1] <= context:
        i -= 1
        total += sizes[i]
        if article.sentence_start[i]:
            best = i
    return best

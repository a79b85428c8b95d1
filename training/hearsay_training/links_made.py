"""Documents made from others: persons renamed (and women made men), and names said again put as pronouns (Kocijan et al. 2019)."""

import random
from pathlib import Path

PRONOUNS = {"he": 1, "him": 1, "his": 1, "himself": 1, "she": 2, "her": 2, "hers": 2, "herself": 2}
MIRROR = {"he": "she", "him": "her", "his": "her", "himself": "herself", "she": "he", "herself": "himself", "hers": "his"}
MIRROR |= {"wife": "husband", "mother": "father", "sister": "brother", "daughter": "son", "actress": "actor", "woman": "man", "girl": "boy"}
MIRROR |= {b: a for a, b in MIRROR.items() if a not in PRONOUNS}
PREPOSITIONS = set("of in on at by for from with to about against between over under after before behind beside near like than toward towards into upon without".split())
NO_NOUN = PREPOSITIONS | set("and or but , . ; : ? ! ) as when while because that who which is was are were has had will would be been so if then there".split())
BEFORE_SUBJECT = set("and but that when while because as if where although though since whether , . ; : “ \" ( until before after what how why".split())
ACTING = set("is was has had will would can could did does may might then also who".split())


def given_names(path: Path) -> dict[str, str]:
    """Which given names mostly go to women (`lady`) and to men (`sir`)."""
    found, part = {}, ""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            part = line.strip("[]")
        elif not line.startswith("#"):
            found |= {word: part for word in line.split()}
    return found


def as_written(word: str, like: str) -> str:
    return word.capitalize() if like[:1].isupper() else word


def mirrored(words: list[str], at: int) -> str:
    """A word of the other gender; "her" is "his" before what may be a noun."""
    word = words[at].lower()
    if word == "her":
        after = words[at + 1].lower() if at + 1 < len(words) else "."
        return as_written("him" if after in NO_NOUN or not after[0].isalpha() else "his", words[at])
    return as_written(MIRROR[word], words[at]) if word in MIRROR else words[at]


def renamed(row: dict, given: dict[str, str], surnames: list[str], chance: random.Random) -> dict:
    """The same text of other persons; in half of them women are men and men women."""
    mirror = chance.random() < 0.5
    pools = {part: [name.capitalize() for name, of in given.items() if of == part] for part in ("lady", "sir")}
    other = {"lady": "sir", "sir": "lady"} if mirror else {"lady": "lady", "sir": "sir"}
    names: dict[str, str] = {}
    for one in row["mentions"]:
        if one["form"] == 0 and one["kind"] == 1:
            for word in row["words"][one["start"] : one["end"]]:
                if word[0].isupper() and len(word) > 2 and word.isalpha() and word not in names:
                    part = given.get(word.lower())
                    names[word] = chance.choice(pools[other[part]] if part else surnames)
    words = [names.get(word, word) for word in row["words"]]
    if mirror:
        words = [mirrored(words, at) for at in range(len(words))]
    turned = {0: 0, 1: 2, 2: 1} if mirror else {0: 0, 1: 1, 2: 2}
    series = lambda one: {1: 2, 2: 1}.get(one, one) if mirror else one
    mentions = [one | {"gender": turned[one["gender"]], "pronoun": series(one["pronoun"])} for one in row["mentions"]]
    return row | {"words": words, "mentions": mentions}


def put(row: dict, places: list[tuple[int, int, str, int]]) -> dict:
    """The row with each stretch of words put as one pronoun, given with its gender."""
    number, kept = [0] * (len(row["words"]) + 1), []
    starts = {start: (end, word) for start, end, word, _ in places}
    columns = ("case", "quote", "sentence_start", "paragraph_start")
    made = {key: [] for key in ("words", *columns)}
    at = 0
    while at < len(row["words"]):
        end, word = starts.get(at, (at + 1, None))
        for old in range(at, end):
            number[old] = len(made["words"])
        made["words"].append(row["words"][at] if word is None else word)
        for key in columns:
            made[key].append(row[key][at])
        if word is not None:
            made["case"][-1] = 1 if word[0].isupper() else 0
        at = end
    number[len(row["words"])] = len(made["words"])
    genders = {start: gender for start, _, _, gender in places}
    gone = {old for start, end, _, _ in places for old in range(start, end)}
    for one in row["mentions"]:
        new = one | {"head": number[one["head"]], "start": number[one["start"]], "end": number[one["end"] - 1] + 1}
        if one["start"] in genders and one["head"] in gone:
            gender = genders[one["start"]]
            new |= {"form": 2, "kind": 1, "gender": gender, "number": 1, "pronoun": {2: 1, 1: 2}[gender], "entity": None}
            new |= {"end": new["start"] + 1, "head": new["start"], "was": one["entity"]}
            kept.append(new)
        elif one["head"] not in gone:
            kept.append(new)
    return row | made | {"mentions": kept, "names": None, "pronoun": None, "meant": [[], []]}


def pronoun(words: list[str], start: int, end: int, gender: int) -> tuple[int, str] | None:
    """Where the pronoun for a name ends, and the pronoun; `None` where a pronoun would read oddly."""
    before = words[start - 1] if start else "."
    after = words[end] if end < len(words) else "."
    if before[0].isupper() or before.lower() in ("the", "a", "an", "mr", "mr.", "ms", "mrs") or after in ("(", "-", "&", "and"):
        return None
    if before[0].isalpha() and before.islower() and before.lower() not in PREPOSITIONS | BEFORE_SUBJECT | ACTING and before.endswith(("er", "or", "ist", "ian", "man")):
        return None
    if after.lower() in ("'s", "’s"):
        return end + 1, "his" if gender == 2 else "her"
    acts = after.lower() in ACTING or (after.islower() and after.endswith(("ed", "s")) and len(after) > 3) or after in ("said", "told")
    subject = acts or before.lower() in BEFORE_SUBJECT
    if before.lower() in PREPOSITIONS and not acts:
        subject = False
    if not subject and after == ",":
        return None
    return end, ("he" if gender == 2 else "she") if subject else ("him" if gender == 2 else "her")


def with_pronouns(row: dict, share: float, chance: random.Random) -> dict | None:
    """The row with some names said again put as pronouns, which are asked about; `None` where there are none."""
    named = [one for one in row["mentions"] if one["form"] == 0 and one["kind"] == 1 and one["entity"] is not None]
    genders: dict[str, int] = {}
    for one in named:
        genders[one["entity"]] = genders.get(one["entity"]) or one["gender"]
    # A text of men alone tells the gender of those whose names do not; of one of both nothing is known.
    about = {one["gender"] for one in row["mentions"] if one["pronoun"] in (1, 2)}
    unknown = chance.randint(1, 2) if not about else about.pop() if len(about) == 1 else 0
    genders = {entity: gender or unknown for entity, gender in genders.items()}
    last: dict[str, int] = {}
    places, free = [], 0
    for one in named:
        own, at = one["entity"], one["start"]
        near = own in last and at - last[own] < 120 and genders[own] > 0
        others = any(entity != own and at - place < 120 for entity, place in last.items())
        found = pronoun(row["words"], at, one["end"], genders[own]) if near and others and at >= free else None
        if found and chance.random() < share:
            word = found[1].capitalize() if row["sentence_start"][at] else found[1]
            places.append((at, found[0], word, genders[own]))
            free = found[0]
        else:
            last[own] = at
    if not places:
        return None
    made = put(row, places)
    by_entity: dict[str, list[int]] = {}
    for one in made["mentions"]:
        if one["entity"] is not None and one["form"] == 0:
            by_entity.setdefault(one["entity"], []).append(one["head"])
    made["asked"] = [(one["head"], by_entity.get(one["was"], []), []) for one in made["mentions"] if one.get("was")]
    return made

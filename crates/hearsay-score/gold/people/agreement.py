"""Agreement of the articles annotated twice: python3 agreement.py (in this folder).

Per statement: kind; name (of the entity, or of its members for a group); titles (statements whose source has a name);
audience (spans and names). A field agrees where the two sides share a wording of everything in it.
"""
import pathlib

HERE = pathlib.Path(__file__).parent


def wordings(cell):
    return frozenset(w.casefold().removeprefix("the ") for w in cell.split(" = "))


def read(path):
    entities, rows = {}, {}
    for line in path.read_text(encoding="utf-8").splitlines():
        what, key, *rest = line.split("\t")
        (entities if what == "entity" else rows)[key] = rest
    return entities, rows


def name(entities, key):
    if key == "-":
        return []
    _, own, _, members = entities[key]
    if members == "-":
        return [wordings(own)]
    return sorted((w for m in members.split("+") for w in ([wordings("?")] if m == "?" else name(entities, m))), key=sorted)


def titles(entities, key):
    return [wordings(t) for t in entities[key][2].split(" | ")] if key != "-" else []


def audience(entities, cell):
    entries = [] if cell == "-" else [e.split("=") for e in cell.split(";")]
    return [name(entities, key) + [wordings(span)] for span, key in entries]


def same(a, b):
    """Every wording set of `a` has its own partner in `b`."""
    left = list(b)
    for x in a:
        hit = next((y for y in left if x & y), None)
        if hit is None:
            return False
        left.remove(hit)
    return not left


def main():
    agreed, asked = {}, {}

    def count(field, yes):
        agreed[field] = agreed.get(field, 0) + yes
        asked[field] = asked.get(field, 0) + 1

    for second in sorted((HERE / "again").glob("*.tsv")):
        first = next(HERE.glob(f"[tr]*/{second.name}"))
        (e1, r1), (e2, r2) = read(first), read(second)
        assert r1.keys() == r2.keys(), second.name
        for key, (span, kind, entity, heard) in r1.items():
            assert span == r2[key][0], f"{second.name}: {key}"
            count("kind", kind == r2[key][1])
            count("name", same(name(e1, entity), name(e2, r2[key][2])))
            if entity != "-" and e1[entity][1] != "-":
                count("titles", same(titles(e1, entity), titles(e2, r2[key][2])))
            one, two = audience(e1, heard), audience(e2, r2[key][3])
            if one or two:
                count("audience, where either side has one", len(one) == len(two) and all(map(same, one, two)))
            count("audience", len(one) == len(two) and all(map(same, one, two)))
    for field in asked:
        print(f"{field}: {agreed[field]} of {asked[field]} ({100 * agreed[field] / asked[field]:.1f} %)")


main()

"""Checks an exported match run from nothing but its file: python3 check_certificate.py FILE. Shares no code with who made it."""
import json, re, sys  # noqa: E401
from collections import Counter, defaultdict


def need(fine, what):
    fine or sys.exit(f"refuted: {what}")


def check(run):
    get, proof = lambda key: run.get(key, []), defaultdict(list, run.get("certificate", {}))
    kind, peers, n, mentors, made, pins = run["objective"], run.get("peers", False), len(get("mentees")), get("mentors"), {}, {}
    pairs, matched, pinned = (list(zip(get(k + "_mentees"), get(k + "_mentors"), strict=True)) for k in ("candidate", "made", "pinned"))
    pair = (lambda i, j: (min(i, j), max(i, j))) if peers else (lambda i, j: (i, j))
    score = {pair(*c): int(s) for c, s in zip(pairs, get("candidate_scores"), strict=True)}
    need(kind in ("HIGHEST_SCORE", "HIGHEST_PARTICIPATION", "STABLE", "FAIREST")[: 2 if peers else 4], f"objective {kind}")
    need(len(score) == len(pairs) and len(set(get("mentees"))) == n and not (peers and mentors), "something is there twice")
    need(all(i in range(n) and j in range(n if peers else len(mentors)) and not (peers and i == j) and 0 <= s <= 10**8 for (i, j), s in score.items()), "a candidate")
    for chosen, listed in ((made, matched), (pins, pinned)):
        for i, j in listed:
            need(pair(i, j) in score and (chosen is made or made.get(i) == j), f"{i} and {j} may not be, or are pinned and not matched")
            for one, other in ((i, j), (j, i))[: 2 if peers else 1]:
                need(one not in chosen, f"{one} is there twice")
                chosen[one] = other
    taken, kept, sizes = Counter(made.values()), Counter(pins.values()), [(m.get("least", 0), m.get("seats", 0)) for m in mentors]
    need(all(least >= 0 <= seats and (not taken[j] or least <= taken[j] <= seats) for j, (least, seats) in enumerate(sizes)), "group sizes")
    shut = [kind in ("STABLE", "FAIREST") and least > 1 and not taken[j] for j, (least, _) in enumerate(sizes)]
    left, groups = [0 if shut[j] else seats - kept[j] for j, (_, seats) in enumerate(sizes)], any(least > 1 for least, _ in sizes)
    todo = {(i, j): s for (i, j), s in score.items() if i not in pins and (j not in pins if peers else left[j] > 0)}
    mine, rest, without = {i: score[pair(i, j)] for i, j in made.items()}, [i for i in made if i not in pins], n - len(made)
    def short(name, above):  # how many of these mentees must go without
        them = set(proof[name])
        need(sorted(them) == proof[name] and all(i in range(n) and i not in pins for i in them), f"{name} are no set of mentees to decide")
        return max(0, len(them) - sum(left[j] for j in {j for (i, j), s in todo.items() if i in them and s > above}))
    if kind == "STABLE":
        last = {made[i]: (-mine[i], i) for i in sorted(rest, key=lambda i: (-mine[i], i))}
        wanted = [(i, j) for (i, j), s in todo.items() if taken[j] < sizes[j][1] or (-s, i) < last[j]]
        need(all(i in made and (-mine[i], made[i]) <= (-score[i, j], j) for i, j in wanted) and not proof["blocking_pairs"], "pairs that block")
    if not peers and kind in ("FAIREST", "HIGHEST_PARTICIPATION"):
        need(short("hall_mentees", -1) == without or (groups and kind != "FAIREST"), "the Hall set proves another number")
    if kind == "FAIREST" and rest:
        low = min(mine[i] for i in rest)
        need(low == int(proof["lowest_score"] or 0) and short("threshold_hall_mentees", low) > without, "the lowest score is not proved")
    if kind.startswith("HIGHEST"):
        bonus, best, of, odd = int(proof["bonus"] or 0), Counter(), defaultdict(set), [(o["people"], int(o.get("price", 0))) for o in proof["odd_sets"]]
        for (i, j), s in todo.items():
            best[i], best[j if peers else i] = max(best[i], s), max(best[j if peers else i], s)
        need(bonus > sum(best.values()) if kind == "HIGHEST_PARTICIPATION" else bonus == 0, f"a bonus of {bonus}")
        x, y = (list(map(int, proof[name])) for name in (["person_prices"] * 2 if peers else ["mentee_prices", "seat_prices"]))
        for k, (people, price) in enumerate(odd):
            need(price >= 0 and len(set(people)) == len(people) > 2 and len(people) % 2 and set(people) <= set(range(n)), f"odd set {k}")
            [of[i].add(k) for i in people]
        need(len(x) == n and len(y) == (n if peers else len(left)) and min(x + y, default=0) >= 0, "prices that are missing or negative")
        need(all(x[i] + y[j] + sum(odd[k][1] for k in (of[i] & of[j] if odd else ())) >= (4 if peers else 1) * (s + bonus) for (i, j), s in todo.items()), "prices")
        paid = sum(x) + (sum(p * (len(o) // 2) for o, p in odd) if peers else sum(map(int.__mul__, y, left)))
        need(groups or paid == (2 if peers else 1) * sum(mine[i] + bonus for i in rest), "the prices sum to something else")
    total = sum(mine.values()) // (2 if peers else 1)
    return f"{kind.lower().replace('_', '-')}, {len(made)} of {n} matched, total {total // 10**6}.{total % 10**6:06} points"

print("certificate holds:", check(json.load(open(sys.argv[1]), object_hook=lambda o: {re.sub("[A-Z]", lambda m: "_" + m[0].lower(), k): v for k, v in o.items()})))

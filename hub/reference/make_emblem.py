"""Draws the emblem of the Union: `python hub/reference/make_emblem.py`.

The geometry is that of the official guide: a rectangle of 3:2; twelve stars with one point up, their
centres on a circle of a third of its height, each within a circle of an eighteenth of it; on
coloured ground a white border of a twenty-fifth.
"""

from math import cos, pi, sin
from pathlib import Path

from PIL import Image, ImageDraw

BLUE, YELLOW, WHITE = "#003399", "#ffcc00", "#ffffff"
HEIGHT, WIDTH = 100.0, 150.0
BORDER = HEIGHT / 25
STATIC = Path(__file__).resolve().parent.parent / "static" / "hub"
# Pixels of the picture for a unit of the drawing, and how much finer it is drawn first.
SCALE, FINER = 2, 8

Point = tuple[float, float]


def star(hour: int) -> list[Point]:
    """The ten corners of the star at an hour of the clock."""
    around = hour * pi / 6
    centre = (WIDTH / 2 + sin(around) * HEIGHT / 3, HEIGHT / 2 - cos(around) * HEIGHT / 3)
    outer = HEIGHT / 18
    inner = outer * sin(pi / 10) / sin(7 * pi / 10)
    return [
        (
            centre[0] + sin(corner * pi / 5) * (inner if corner % 2 else outer),
            centre[1] - cos(corner * pi / 5) * (inner if corner % 2 else outer),
        )
        for corner in range(10)
    ]


STARS = [star(hour) for hour in range(12)]


def drawing() -> str:
    """The emblem as SVG, on white that shows as its border."""
    polygons = "".join(
        f'<polygon points="{" ".join(f"{x:.2f},{y:.2f}" for x, y in corners)}"/>'
        for corners in STARS
    )
    width, height = WIDTH + 2 * BORDER, HEIGHT + 2 * BORDER
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" '
        f'viewBox="{-BORDER:g} {-BORDER:g} {width:g} {height:g}">'
        f'<rect x="{-BORDER:g}" y="{-BORDER:g}" width="{width:g}" height="{height:g}" '
        f'fill="{WHITE}"/><rect width="{WIDTH:g}" height="{HEIGHT:g}" fill="{BLUE}"/>'
        f'<g fill="{YELLOW}">{polygons}</g></svg>\n'
    )


def picture() -> Image.Image:
    """The emblem in pixels, for mails."""
    scale = SCALE * FINER

    def pixels(x: float, y: float) -> Point:
        return ((x + BORDER) * scale, (y + BORDER) * scale)

    size = pixels(WIDTH + BORDER, HEIGHT + BORDER)
    image = Image.new("RGB", (round(size[0]), round(size[1])), WHITE)
    pencil = ImageDraw.Draw(image)
    right, bottom = pixels(WIDTH, HEIGHT)
    pencil.rectangle((*pixels(0, 0), right - 1, bottom - 1), fill=BLUE)
    for corners in STARS:
        pencil.polygon([pixels(x, y) for x, y in corners], fill=YELLOW)
    small = (image.width // FINER, image.height // FINER)
    return image.resize(small, Image.Resampling.LANCZOS).quantize(64)


if __name__ == "__main__":
    (STATIC / "eu-emblem.svg").write_text(drawing())
    picture().save(STATIC / "eu-emblem.png", optimize=True)

"""Product pictures, drawn: a backdrop, a shadow, and a thing made of simple shapes."""

from collections.abc import Callable, Sequence
from typing import Any

from PIL import Image, ImageColor, ImageDraw, ImageFilter

SIZE = 640
_SCALE = 2  # drawn at twice the size and shrunk, for smooth edges

Colour = tuple[int, int, int]


class Easel:
    """Draws in a frame of 100 × 100 units with the origin in the middle and y pointing down."""

    def __init__(self, image: Image.Image, size: float) -> None:
        self.pen = ImageDraw.Draw(image, "RGBA")
        self.unit = image.width / 100 * size
        self.centre = image.width / 2
        # Smaller things stand on the same ground, so they shrink towards it.
        self.middle = image.height / 2 + (1 - size) * 34 * image.height / 100

    def at(self, x: float, y: float) -> tuple[float, float]:
        """Units to pixels."""
        return self.centre + x * self.unit, self.middle + y * self.unit

    def box(self, x0: float, y0: float, x1: float, y1: float, fill: Any, radius: float = 0) -> None:
        """A rectangle, rounded where asked."""
        corners = (*self.at(x0, y0), *self.at(x1, y1))
        self.pen.rounded_rectangle(corners, radius * self.unit, fill=fill)

    def oval(self, x0: float, y0: float, x1: float, y1: float, fill: Any) -> None:
        """An ellipse in this box."""
        self.pen.ellipse((*self.at(x0, y0), *self.at(x1, y1)), fill=fill)

    def shape(self, points: Sequence[tuple[float, float]], fill: Any) -> None:
        """A polygon."""
        self.pen.polygon([self.at(*point) for point in points], fill=fill)

    def line(self, points: Sequence[tuple[float, float]], fill: Any, width: float) -> None:
        """A line with round joints."""
        pixels = round(width * self.unit)
        self.pen.line([self.at(*p) for p in points], fill=fill, width=pixels, joint="curve")

    def arc(
        self,
        box: tuple[float, float, float, float],
        angles: tuple[float, float],
        fill: Any,
        width: float,
    ) -> None:
        """Part of an ellipse's outline; angles in degrees, clockwise from three o'clock."""
        corners = (*self.at(box[0], box[1]), *self.at(box[2], box[3]))
        self.pen.arc(corners, *angles, fill=fill, width=round(width * self.unit))


def shade(colour: Colour, factor: float) -> Colour:
    """Darker below 1, lighter above."""
    if factor <= 1:
        red, green, blue = (round(channel * factor) for channel in colour)
    else:
        red, green, blue = (round(255 - (255 - channel) / factor) for channel in colour)
    return red, green, blue


def draw(name: str, colours: Sequence[str], size: float = 1.0) -> Image.Image:
    """The picture of one product. `colours` are main, accent and backdrop; `size` is relative."""
    from kitka.demo_shop.seed.things import THINGS

    main, accent, backdrop = (_rgb(colour) for colour in colours)
    image = _backdrop(backdrop)
    _shadow(image, size)
    thing: Callable[[Easel, Colour, Colour], None] = THINGS[name]
    thing(Easel(image, size), main, accent)
    return image.resize((SIZE, SIZE), Image.Resampling.LANCZOS)


def _rgb(colour: str) -> Colour:
    red, green, blue, *_ = ImageColor.getrgb(colour)
    return red, green, blue


def _backdrop(colour: Colour) -> Image.Image:
    side = SIZE * _SCALE
    wall, floor = shade(colour, 2.2), shade(colour, 1.05)
    gradient = Image.linear_gradient("L").resize((side, side))
    image = Image.composite(
        Image.new("RGB", (side, side), floor), Image.new("RGB", (side, side), wall), gradient
    )
    glow = Image.new("L", (side, side), 0)
    ImageDraw.Draw(glow).ellipse((side * 0.14, side * 0.08, side * 0.86, side * 0.8), fill=90)
    glow = glow.filter(ImageFilter.GaussianBlur(side * 0.09))
    image.paste((255, 255, 255), (0, 0), glow)
    return image


def _shadow(image: Image.Image, size: float) -> None:
    side = image.width
    mask = Image.new("L", image.size, 0)
    reach = 0.33 * size
    box = (side * (0.5 - reach), side * 0.80, side * (0.5 + reach), side * 0.88)
    ImageDraw.Draw(mask).ellipse(box, fill=110)
    image.paste((40, 45, 50), (0, 0), mask.filter(ImageFilter.GaussianBlur(side * 0.018)))

"""The things in the product pictures: each stands on the ground at y = 34."""

from collections.abc import Callable

from kitka.demo_shop.seed.pictures import Colour, Easel, shade

DARK: Colour = (38, 42, 48)
STEEL: Colour = (190, 196, 204)


def backpack(e: Easel, main: Colour, accent: Colour) -> None:
    """Straps, body, lid, front pocket."""
    e.arc((-9, -42, 9, -24), (180, 360), shade(accent, 0.8), 3)
    for side in (-1, 1):
        xs = sorted((side * 20, side * 28))
        e.box(xs[0], -2, xs[1], 26, accent, 4)
        e.box(xs[0], -2, xs[1], 3, shade(accent, 0.8), 2)
    e.box(-23, -34, 23, 34, main, 15)
    e.box(-23, -6, -17, 30, shade(main, 0.9), 3)
    e.box(-24, -34, 24, -10, shade(main, 1.25), 13)
    e.line([(-24, -11), (24, -11)], shade(main, 0.75), 1)
    for x in (-11, 11):
        e.box(x - 1.6, -14, x + 1.6, 6, DARK, 0.8)
        e.box(x - 2.6, -5, x + 2.6, 0, STEEL, 1)
    e.box(-16, 7, 16, 30, accent, 6)
    e.box(-16, 7, 16, 13, shade(accent, 1.2), 4)
    e.line([(-12, 13), (12, 13)], shade(accent, 0.7), 0.8)
    e.box(-5, 18, 5, 23, shade(main, 1.5), 1)


def tent(e: Easel, main: Colour, accent: Colour) -> None:
    """A low tent with an open door."""
    e.line([(-44, 34), (-30, 8)], shade(accent, 0.8), 0.6)
    e.line([(44, 34), (30, 8)], shade(accent, 0.8), 0.6)
    e.shape([(-38, 34), (-6, -22), (10, -22), (38, 34)], accent)
    e.shape([(-38, 34), (-6, -22), (20, 34)], main)
    e.shape([(-38, 34), (-6, -22), (-20, 34)], shade(main, 1.3))
    e.shape([(-14, 34), (-6, -8), (8, 34)], DARK)
    e.shape([(-14, 34), (-6, -8), (-11, 34)], shade(main, 1.6))
    e.shape([(8, 34), (-6, -8), (12, 30), (13, 34)], shade(main, 1.5))
    e.line([(-6, -22), (10, -22)], shade(accent, 0.7), 1.2)
    e.line([(10, -22), (38, 34)], shade(accent, 0.8), 0.8)


def tarp(e: Easel, main: Colour, accent: Colour) -> None:
    """A slanting roof on two poles, over a small fire."""
    e.line([(-30, -20), (-30, 34)], (120, 90, 60), 1.8)
    e.line([(30, -20), (30, 34)], (120, 90, 60), 1.8)
    e.shape([(-42, 14), (-30, -20), (30, -20), (42, 14)], main)
    e.shape([(-42, 14), (-30, -20), (-10, -20), (-18, 14)], shade(main, 1.25))
    e.line([(-42, 14), (42, 14)], accent, 1.2)
    e.line([(-42, 14), (-47, 34)], accent, 0.6)
    e.line([(42, 14), (47, 34)], accent, 0.6)
    e.shape([(-7, 33), (0, 16), (7, 33)], (240, 140, 40))
    e.shape([(-4, 33), (0, 23), (4, 33)], (255, 214, 90))
    e.line([(-9, 34), (9, 31)], (96, 68, 44), 2.4)
    e.line([(-9, 31), (9, 34)], (120, 86, 56), 2.4)


def sleeping_bag(e: Easel, main: Colour, accent: Colour) -> None:
    """Rolled up, with two straps."""
    e.box(-34, -6, 30, 34, main, 18)
    e.box(-34, -6, 30, 8, shade(main, 1.25), 10)
    e.oval(12, -6, 42, 34, shade(main, 0.85))
    for inset in range(3, 18, 3):
        tone = accent if inset % 2 else shade(main, 1.35)
        e.oval(12 + inset * 0.8, -6 + inset, 42 - inset * 0.8, 34 - inset, tone)
    for x in (-22, 0):
        e.box(x, -7, x + 4, 35, DARK, 1.5)
        e.box(x - 1, 8, x + 5, 14, STEEL, 1)


def mug(e: Easel, main: Colour, accent: Colour) -> None:
    """Enamel with a coloured rim; steam."""
    for x in (-12, -2, 8):
        e.arc((x - 4, -34, x + 4, -26), (90, 270), (255, 255, 255, 170), 1.2)
        e.arc((x - 4, -26, x + 4, -18), (270, 90), (255, 255, 255, 170), 1.2)
    e.arc((12, -4, 38, 24), (270, 90), accent, 4)
    e.box(-28, -12, 24, 34, main, 5)
    e.box(-28, -12, -20, 34, shade(main, 0.94), 4)
    e.oval(-28, -18, 24, -6, accent)
    e.oval(-25.5, -16.4, 21.5, -7.6, (66, 40, 26))
    for x, y in ((-14, 8), (-4, 20), (10, 4), (14, 24), (-18, 24), (2, 6)):
        e.oval(x - 0.9, y - 0.7, x + 0.9, y + 0.7, shade(accent, 1.3))
    e.shape([(-10, 20), (-2, 6), (6, 20)], shade(accent, 1.1))
    e.shape([(-3, 20), (3, 11), (9, 20)], accent)


def stove(e: Easel, main: Colour, accent: Colour) -> None:
    """A gas cartridge with a burner and a flame."""
    e.box(-22, 6, 22, 34, (216, 106, 58), 6)
    e.box(-22, 16, 22, 26, (246, 236, 220))
    e.shape([(-4, 25), (0, 17), (4, 25)], (216, 106, 58))
    e.box(-13, 1, 13, 8, accent, 3)
    e.box(-5, -12, 5, 3, main, 1)
    e.line([(5, -2), (20, -2)], accent, 2)
    e.box(19, -5, 24, 1, DARK, 1)
    for side in (-1, 1):
        e.line([(0, -8), (side * 20, -22), (side * 26, -22)], accent, 2)
    e.box(-11, -16, 11, -10, shade(main, 0.85), 2)
    for x in (-7, 0, 7):
        e.shape([(x - 3.4, -16), (x, -30), (x + 3.4, -16)], (74, 144, 226, 210))
        e.shape([(x - 1.6, -16), (x, -23), (x + 1.6, -16)], (190, 225, 255, 230))


def thermos(e: Easel, main: Colour, accent: Colour) -> None:
    """A tall flask with a steel cup."""
    e.arc((8, -8, 30, 22), (270, 90), accent, 3.4)
    e.box(-17, -18, 17, 34, main, 6)
    e.box(-17, -18, -9, 34, shade(main, 1.25), 5)
    e.box(-17, 20, 17, 25, accent)
    e.box(-14, -24, 14, -16, accent, 2)
    e.box(-15, -40, 15, -22, STEEL, 4)
    e.box(-15, -40, -8, -22, shade(STEEL, 1.6), 3)
    e.shape([(-6, 10), (0, -2), (6, 10)], (255, 255, 255, 220))
    e.shape([(0, 10), (5, 2), (10, 10)], (255, 255, 255, 170))


def headlamp(e: Easel, main: Colour, accent: Colour) -> None:
    """A lamp on an elastic band."""
    e.arc((-36, -28, 36, 26), (150, 390), shade(main, 1.5), 7)
    e.arc((-36, -28, 36, 26), (150, 390), accent, 1.4)
    e.box(-20, -4, 20, 32, main, 8)
    e.box(-20, -4, 20, 4, shade(main, 1.5), 5)
    e.oval(-14, 2, 14, 30, shade(main, 1.9))
    e.oval(-11.5, 4.5, 11.5, 27.5, (255, 246, 205))
    e.oval(-6, 10, 6, 22, accent)
    e.oval(-3, 12, 1, 16, (255, 255, 255))
    e.box(-5, -9, 5, -4, accent, 2)


def lantern(e: Easel, main: Colour, accent: Colour) -> None:
    """A lantern that is lit."""
    for spread, strength in ((30, 26), (24, 34), (18, 46)):
        e.oval(-spread, 2 - spread, spread, 2 + spread, (*accent, strength))
    e.arc((-14, -44, 14, -14), (180, 360), STEEL, 1.6)
    e.box(-10, -32, 10, -24, main, 3)
    e.box(-16, -26, 16, -18, shade(main, 1.2), 3)
    e.box(-13, -18, 13, 18, (*shade(accent, 1.8), 235), 3)
    e.oval(-5, -8, 5, 10, accent)
    e.oval(-2.5, -4, 2.5, 6, (255, 255, 255))
    for x in (-14, 14):
        e.box(x - 1.2, -18, x + 1.2, 18, shade(main, 0.8))
    e.box(-19, 17, 19, 34, main, 4)
    e.oval(-4, 22, 4, 30, shade(main, 1.6))


def compass(e: Easel, main: Colour, accent: Colour) -> None:
    """A baseplate, a dial, a needle."""
    e.box(-24, -38, 24, 34, (*shade(main, 1.4), 240), 5)
    for y in range(-34, 32, 4):
        e.line([(-23, y), (-20 if y % 8 else -18, y)], DARK, 0.5)
    e.oval(-10, -35, 10, -15, (255, 255, 255, 200))
    e.oval(-21, -10, 21, 32, DARK)
    e.oval(-17.5, -6.5, 17.5, 28.5, (250, 250, 246))
    for x, y in ((0, -4), (0, 26), (-15, 11), (15, 11)):
        e.oval(x - 1, y - 1, x + 1, y + 1, DARK)
    e.shape([(-3.4, 12.5), (6, -4), (3.4, 9.5)], accent)
    e.shape([(-3.4, 12.5), (-6, 26), (3.4, 9.5)], STEEL)
    e.oval(-2, 9, 2, 13, DARK)
    e.line([(0, -36), (0, -12)], accent, 1)


THINGS: dict[str, Callable[[Easel, Colour, Colour], None]] = {
    thing.__name__: thing
    for thing in (
        backpack,
        tent,
        tarp,
        sleeping_bag,
        mug,
        stove,
        thermos,
        headlamp,
        lantern,
        compass,
    )
}

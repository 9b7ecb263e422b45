"""The picture of scripts/truth: simulated against measured, a point a figure.

On the diagonal both are the same. The axes are logarithmic above one message a run and linear below
it, so that zero has a place. Figures that disagree are ringed and named. The same figures give the
same bytes. Tested by tests/truth/truth_figures_test.py.
"""

import io
import itertools

# Of each experiment: told apart by colour and by shape.
LOOKS = [("#b03030", "o"), ("#2060a0", "s"), ("#308030", "D"), ("#c08020", "^"), ("#703090", "v"),
         ("#108080", "P"), ("#606060", "X")]
MISSED = "#d00000"


def pyplot():
    import matplotlib  # only who draws needs it
    matplotlib.use("Agg")
    matplotlib.rcParams["svg.hashsalt"] = "mqfate"  # else names within the file are drawn by lot
    from matplotlib import pyplot as drawing
    return drawing


def svg(drawn):
    """The bytes of a figure of matplotlib, which is closed."""
    drawn.tight_layout()
    picture = io.BytesIO()
    drawn.savefig(picture, format="svg", metadata={"Date": None})
    pyplot().close(drawn)
    return picture.getvalue()


def reach(value):
    """From the middle of an interval to its ends, as errorbar takes it."""
    return [[max(value.mean - value.low, 0)], [max(value.high - value.mean, 0)]]


def draw_point(axis, figure, look, label):
    colour, shape = look
    axis.errorbar([figure.measured.mean], [figure.simulated.mean], xerr=reach(figure.measured),
                  yerr=reach(figure.simulated), fmt=shape, color=colour, ecolor=colour,
                  elinewidth=1.2, markersize=5, label=label)
    if not figure.agrees:
        name_the_miss(axis, figure)


def name_the_miss(axis, figure):
    at = (figure.measured.mean, figure.simulated.mean)
    axis.plot(*at, "o", markersize=13, markerfacecolor="none", markeredgecolor=MISSED)
    axis.annotate(figure.name, at, xytext=(9, -11), textcoords="offset points", fontsize=7,
                  color=MISSED)


def draw_zeros(axis, figures):
    """Those that were never seen are all in one place, unless they are seen here."""
    zeros = sum(f.agrees for f in figures)
    if zeros:
        axis.plot([0], [0], "o", color="black", markersize=7)
        axis.annotate(f"{zeros} figures: never there, never here", (0, 0), xytext=(9, -3),
                      textcoords="offset points", fontsize=8)
    for figure in figures:
        if not figure.agrees:
            axis.plot([0], [figure.simulated.mean], "o", color=MISSED, markersize=5)
            name_the_miss(axis, figure)


def draw_axes(axis, most):
    axis.plot([0, most], [0, most], color="black", linewidth=0.8, alpha=0.6)
    for scale, limits in ((axis.set_xscale, axis.set_xlim), (axis.set_yscale, axis.set_ylim)):
        scale("symlog", linthresh=1, linscale=0.5)
        limits(-0.3, most)
    axis.set_aspect("equal")
    axis.set_xlabel("measured, messages a run")
    axis.set_ylabel("simulated, messages a run")
    axis.grid(alpha=0.3)


def picture(figures, titles):
    """SVG. `titles`: of each experiment, by its name."""
    drawn, axis = pyplot().subplots(figsize=(8, 8))
    seen = [f for f in figures if not f.is_never]
    experiments = sorted({f.experiment for f in seen})
    for experiment, look in zip(experiments, itertools.cycle(LOOKS)):
        label = f"{experiment.upper()}: {titles.get(experiment, '')}"
        for figure in (f for f in seen if f.experiment == experiment):
            draw_point(axis, figure, look, label)
            label = None  # one line of the legend is enough
    draw_zeros(axis, [f for f in figures if f.is_never])
    draw_axes(axis, 2 * max([1, *(max(f.measured.high, f.simulated.high) for f in seen)]))
    axis.legend(loc="upper left", fontsize=8)
    return svg(drawn)

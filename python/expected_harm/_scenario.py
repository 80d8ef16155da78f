"""One scenario: its assessment, and what is made of it."""

import json

from . import _native


class Section:
    """A part of a document, with its keys as attributes. It cannot be changed."""

    __slots__ = ("_members",)

    def __init__(self, members):
        object.__setattr__(self, "_members", {key.replace("-", "_"): _frozen(value) for key, value in members.items()})

    def __getattr__(self, name):
        try:
            return self._members[name]
        except KeyError:
            raise AttributeError(f"there is no {name!r} here, only {', '.join(self._members)}") from None

    def __setattr__(self, name, value):
        raise AttributeError("a result cannot be changed; assess another scenario")

    __delattr__ = __getattr__

    def __getitem__(self, name):
        return self._members[name]

    def __iter__(self):
        return iter(self._members)

    def __len__(self):
        return len(self._members)

    def __dir__(self):
        return [*super().__dir__(), *self._members]

    def __eq__(self, other):
        return self._members == other._members if isinstance(other, Section) else NotImplemented

    def __hash__(self):
        return hash(tuple(self._members.items()))

    def __repr__(self):
        return f"Section({', '.join(f'{key}={value!r}' for key, value in self._members.items())})"

    def __reduce__(self):
        return Section, (self._members,)

    def keys(self):
        """The names of the attributes, so that ``dict(section)`` works."""
        return self._members.keys()


def _frozen(value):
    if isinstance(value, dict):
        return Section(value)
    return tuple(map(_frozen, value)) if isinstance(value, list) else value


class Assessment(Section):
    """A scenario and its results, with the keys of the JSON document as attributes.

    The results of the assessment itself are also attributes of their own: ``result.expected_deaths``.
    """

    __slots__ = ("_json", "_query")

    def __init__(self, document, query):
        super().__init__(json.loads(document))
        object.__setattr__(self, "_json", document)
        object.__setattr__(self, "_query", query)

    def __getattr__(self, name):
        if name not in self._members and name in self._members["assessment"]:
            return self._members["assessment"][name]
        return super().__getattr__(name)

    def __dir__(self):
        return [*super().__dir__(), *self._members["assessment"]]

    def __repr__(self):
        return f"<Assessment of {self._query or 'the default scenario'}: {self.expected_deaths:.3g} expected deaths>"

    def __reduce__(self):
        return Assessment, (self._json, self._query)

    def to_json(self):
        """The document that the command prints, byte for byte."""
        return self._json

    def link(self, site=None):
        """The scenario's query, or its permalink on a site."""
        return link(link=self._query, site=site)

    def card(self, file=None, **options):
        """The scenario as a picture; see :func:`card`."""
        return card(file, link=self._query, **options)

    def cite(self, site, **options):
        """A quotation of the scenario with its source; see :func:`cite`."""
        return cite(site, link=self._query, **options)

    def _repr_html_(self):
        import base64
        from html import escape

        svg, alternative = _native.card(self._query, {}, None, False, False)
        data = base64.b64encode(svg).decode()
        return f'<img width="600" src="data:image/svg+xml;base64,{data}" alt="{escape(alternative)}">'


def assess(*, link=None, lens=(), **inputs):
    """Assess a scenario.

    ``link`` is a link of the page or its query; inputs go over it. ``lens`` names further questions to answer, or
    is ``"all"``.
    """
    return Assessment(*_native.assess(link, inputs, _names(lens)))


def solve(*, until=None, total=None, link=None, **inputs):
    """Solve for the risk or the scale-up that meets a limit.

    ``tolerate`` is a number of deaths or a share of the population, ``until`` a cumulative risk, ``total`` the risk of
    the whole scale-up. Without any of them, the default of ``tolerate`` is the limit.
    """
    return Section(json.loads(_native.solve(link, inputs, until, total)))


def link(*, site=None, link=None, **inputs):
    """The scenario's query, or its permalink on a site."""
    return _native.link(link, inputs, site)


def card(file=None, *, format=None, theme="light", site=None, link=None, **inputs):
    """Draw the scenario as a picture of 1200 × 630 pixels.

    Without a file the picture is returned: SVG as text, PNG as bytes. With one it is written, and its text alternative is
    returned. ``format`` is ``"svg"`` or ``"png"``; a file's name says it too.
    """
    if format is None:
        format = "svg" if file is None else str(file).rpartition(".")[2].lower()
    if format not in ("svg", "png"):
        raise ValueError(f'format must be svg or png, but got "{format}"')
    if theme not in ("light", "dark"):
        raise ValueError(f'theme must be light or dark, but got "{theme}"')
    picture, alternative = _native.card(link, inputs, site, theme == "dark", format == "png")
    if file is None:
        return picture if format == "png" else picture.decode()
    with open(file, "wb") as out:
        out.write(picture)
    return alternative


def cite(site, *, date=None, format="text", link=None, **inputs):
    """Quote the result with its source on a site, as ``"text"`` or ``"bibtex"``. The date is today's if none is given."""
    if format not in ("text", "bibtex"):
        raise ValueError(f'format must be text or bibtex, but got "{format}"')
    if date is None:
        from datetime import datetime, timezone

        date = datetime.now(timezone.utc).date()
    return _native.cite(link, inputs, site, str(date), format == "bibtex")


def _names(names):
    """Names that may be given as one text, with commas, or as a list."""
    return [name.strip() for name in names.split(",") if name.strip()] if isinstance(names, str) else list(names)

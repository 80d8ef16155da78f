"""Expected deaths from a risk per scaling step of AI: one scenario, a data frame or a cluster of them.

Every input is a keyword argument and may be written as people write it: ``risk="1 in 100"``, ``risk="0.1% to 5%"``,
``population="8.0 billion"``. ``inputs()`` lists all of them.
"""

from ._native import VERSION as __version__, beliefs, inputs, policies, presets
from ._scenario import Assessment, Section, assess, card, cite, link, solve
from ._table import assess_batch

__all__ = [
    "Assessment",
    "Section",
    "assess",
    "assess_batch",
    "beliefs",
    "card",
    "cite",
    "inputs",
    "link",
    "policies",
    "presets",
    "solve",
]

"""Which cells of any table are sums, shares, changes or averages of which, found from the cells alone.

relations = infer(cells, aggregation_words(load()))

`options` finds what may be made from what, by the figures alone; `features` and `trees` weigh it, `choosing`
takes what goes together. docs/decisions/0022-aggregations.md says why.
"""

from protokollparser.aggregations.choosing import Relation, infer
from protokollparser.aggregations.words import AggregationWords, aggregation_words

__all__ = ["AggregationWords", "Relation", "aggregation_words", "infer"]

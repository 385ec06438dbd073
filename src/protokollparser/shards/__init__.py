"""What files say on its way to the store: a file for each content, packed into shards of Parquet.

`spool` keeps what one content says from the moment it is read; `packing` makes a shard of many; `folder` is
where shards lie, `holding` what lies there. None of it needs the database (decision 0026).
"""

from protokollparser.shards.folder import Shard, ShardFolder
from protokollparser.shards.holding import Held, held
from protokollparser.shards.packing import pack

__all__ = ["Held", "Shard", "ShardFolder", "held", "pack"]

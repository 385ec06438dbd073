"""Who reads: processes of this machine (`local`), or those of a cluster."""

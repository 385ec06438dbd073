"""What is said of shards: `extract`, `load`, and the engines that read."""

from __future__ import annotations

MESSAGES: dict[str, tuple[str, str]] = {
    "help.extract": (
        "Läs filer, och alla filer i mappar, till skärvor; ingen databas behövs. Load läser in dem.",
        "Read files, and all files in folders, into shards; needs no database. Load imports them.",
    ),
    "help.extract.out": (
        "Plats för skärvorna: en mapp, eller en adress som fsspec känner (s3://...).",
        "Place of the shards: a folder, or a url that fsspec knows (s3://...).",
    ),
    "help.extract.shard": (
        "Läs bara del i av n (1/8 till 8/8), efter sökvägens hash; för jobb som går samtidigt.",
        "Read only part i of n (1/8 to 8/8), by hash of the path; for jobs that run at once.",
    ),
    "help.extract.force": (
        "Läs också det som redan är läst av detta program.",
        "Read also what this program has read already.",
    ),
    "help.load": (
        "Läs in skärvor från extract i databasen; varje skärva en gång.",
        "Import shards made by extract into the database; each shard once.",
    ),
    "help.load.place": (
        "Platsen som extract fick: en mapp, eller en adress som fsspec känner (s3://...).",
        "The place that extract was given: a folder, or a url that fsspec knows (s3://...).",
    ),
    "extract.done": (
        "{files} filer: {read} lästa, {unchanged} fanns redan, {alias} dubbletter, {failed} ej lästa; "
        "{shards} nya skärvor i {out}",
        "{files} files: {read} read, {unchanged} were there, {alias} duplicates, {failed} not read; "
        "{shards} new shards in {out}",
    ),
    "load.done": (
        "{loaded} skärvor inlästa, {before} fanns redan, {damaged} gick inte att läsa: {new} nya källor, "
        "{replaced} ersatta, {unchanged} oförändrade i {db}",
        "{loaded} shards imported, {before} were there, {damaged} could not be read: {new} new sources, "
        "{replaced} replaced, {unchanged} unchanged in {db}",
    ),
    "error.no_place": (
        "{path}: går inte att öppna ({told}); ange en mapp, eller en adress som fsspec känner",
        "",
    ),
    "error.no_shards": (
        "{path}: här finns inga skärvor; gör dem med extract, eller ange platsen som det fick",
        "",
    ),
    "error.no_share": ("{told}: ange en del som 1/8, 2/8 till 8/8", ""),
    "help.engine": (
        "Vem som läser: processer på denna dator (local), eller ett kluster (dask).",
        "Who reads: processes of this machine (local), or a cluster (dask).",
    ),
    "help.scheduler": (
        "Adressen till klustrets schemaläggare (tcp://värd:8786), för --engine dask.",
        "Address of the cluster's scheduler (tcp://host:8786), for --engine dask.",
    ),
    "help.ingest.out": (
        "Plats som alla datorer ser, där skärvor ligger kvar (en mapp, s3://...), för --engine dask.",
        "Place that all machines see, where shards stay (a folder, s3://...), for --engine dask.",
    ),
    "error.no_dask": ("dask är inte installerat; installera det med pip install protokollparser[dask]", ""),
    "error.no_address": ("--engine dask behöver en schemaläggares adress; ange den med --scheduler", ""),
    "error.no_scheduler": (
        "{address}: här svarar ingen schemaläggare; starta en, eller ange dess adress med --scheduler",
        "",
    ),
    "error.no_shared_place": ("--engine dask behöver en plats som alla datorer ser; ange den med --out", ""),
    "error.scheduler_lost": (
        "schemaläggaren har glömt vad den ombads göra; kör samma kommando igen för att fortsätta",
        "",
    ),
    "error.other_program": (
        "klustrets datorer har inte samma version av protokollparser; installera samma på alla",
        "",
    ),
}

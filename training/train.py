"""Data folder in, language model out: check, prepare, train, assemble, evaluate. See README.md beside this file.

Example: ``python -m training.train DATA WORK`` (about 40 minutes on one core), then copy ``WORK/model`` over
``kg/language/model``, keeping its README.md and LICENSE.
"""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import click
import spacy
from spacy.language import Language
from spacy.tokens import DocBin
from spacy.training import Example
from spacy.training.initialize import init_nlp
from spacy.training.loop import train as train_model
from spacy.util import load_config
from thinc.api import use_ops

from kg.language import encoder, features, lemmas, parser, recogniser
from training import reading, sources
from training.corpora import Corpora

HERE = Path(__file__).parent
SHOWN = ("token_acc", "pos_acc", "tag_acc", "lemma_acc", "dep_uas", "dep_las", "sents_f", "ents_p", "ents_r", "ents_f")


@click.command()
@click.argument("data", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("work", type=click.Path(file_okay=False, path_type=Path))
@click.option("--news", is_flag=True, help="Train the parser on, as news.cfg says.")
@click.option("--steps", type=int, help="Fewer steps than the configurations say: a rehearsal.")
def main(data: Path, work: Path, news: bool, steps: int | None) -> None:
    """Train the language model on the files of DATA, in the folder WORK."""
    made_with = ", ".join(module.__name__ for module in (encoder, features, lemmas, parser, recogniser, reading))
    click.echo(f"layers, pipes and reader of {made_with}")  # the imports register them for the configurations
    if complaints := sources.check(data):
        raise click.ClickException("\n".join(complaints))
    Corpora(data).write(work / "corpora")
    for part in ("parser", "news", "ner") if news else ("parser", "ner"):
        _train(HERE / f"{part}.cfg", work / part, _overrides(data, work, part, steps))
    nlp = assemble(work / ("news" if news else "parser") / "model-best", work / "ner" / "model-best")
    nlp.to_disk(work / "model")
    scores = {path.stem: evaluate(nlp, path) for path in sorted((work / "corpora").glob("*-test.spacy"))}
    (work / "scores.json").write_text(json.dumps(scores, indent=1), encoding="utf-8")
    click.echo(json.dumps(scores, indent=1))


def _train(config: Path, folder: Path, overrides: dict[str, str | int]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with use_ops("numpy", use_blis=False):  # numpy's BLAS multiplies up to 3 times faster
        train_model(init_nlp(load_config(config, overrides=overrides, interpolate=False)), folder)


def _overrides(data: Path, work: Path, part: str, steps: int | None) -> dict[str, str | int]:
    paths: dict[str, str | int] = {
        "paths.train": str(work / "corpora" / f"{part}-train.spacy"),
        "paths.dev": str(work / "corpora" / f"{part}-dev.spacy"),
        "paths.clusters": str(data / "brown100k.json.gz"),
    }
    if part == "news":
        paths["paths.source"] = str(work / "parser" / "model-best")
    return paths if steps is None else {**paths, "training.max_steps": steps, "training.eval_frequency": steps}


def assemble(tree: Path, names: Path) -> Language:
    """One pipeline of both, with WordNet's tables for lemmas (from spacy-lookups-data) and the closed classes added."""
    nlp = spacy.load(tree)
    nlp.add_pipe(recogniser.NAME, source=spacy.load(names))
    lemmatizer: Any = nlp.add_pipe(lemmas.NAME, "lemmatizer", before=recogniser.NAME)
    lemmatizer.initialize(list, nlp=nlp)
    exceptions = lemmatizer.lookups.get_table("lemma_exc")
    for word_class, added in tomllib.loads((HERE / "lemmas.toml").read_text(encoding="utf-8")).items():
        known = dict(exceptions.get(word_class, {}))
        exceptions[word_class] = known | {form: [lemma] for lemma, forms in added.items() for form in forms.split()}
    nlp.meta |= {"name": "kg_news_sm", "license": "CC BY-SA 4.0"}
    nlp.config["initialize"] = {}
    nlp.config["paths"] = {"train": None, "dev": None}
    return nlp


def evaluate(nlp: Language, path: Path) -> dict[str, float]:
    """Scores in per cent on one test corpus; entities only where it has them, relations only where it has those."""
    gold = list(DocBin().from_disk(path).get_docs(nlp.vocab))
    found = nlp.evaluate([Example(nlp.make_doc(doc.text), doc) for doc in gold])
    named = path.stem.startswith("ner")
    return {key: round(100 * found[key], 1) for key in SHOWN if found.get(key) and key.startswith("ents") == named}


if __name__ == "__main__":
    main()

"""Layers and pipes written out for speed: they give what spaCy's own give."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.lang.en.lemmatizer import EnglishLemmatizer
from thinc.api import Adam
from thinc.layers.chain import forward as chained
from thinc.layers.with_array import forward

from kg.language.encoder import window_encoder
from kg.language.features import STAND_INS, cluster_hash_embed
from kg.language.lemmas import NAME
from kg.language.loading import load, model_status

WIDTH = 16
loaded = pytest.mark.skipif(not model_status().loaded, reason="there is no language model")


def encoder(pieces=3, depth=2):
    model = window_encoder(WIDTH, pieces, depth)
    model.initialize(X=texts([3]), Y=texts([3]))
    for part in model.walk():
        for name in part.param_names:
            part.set_param(name, np.random.default_rng(len(name)).normal(size=part.get_param(name).shape).astype("f"))
    return model


def texts(lengths, seed=1):
    random = np.random.default_rng(seed)
    return [random.normal(size=(length, WIDTH)).astype("f") for length in lengths]


@given(st.lists(st.integers(1, 40), min_size=1, max_size=9), st.integers(2, 4), st.integers(2, 4))
def test_texts_are_encoded_as_the_layers_do_that_are_trained(lengths, pieces, depth):
    model, given_texts = encoder(pieces, depth), texts(lengths)
    found, expected = model.predict(given_texts), forward(model, given_texts, is_train=False)[0]
    assert all(np.allclose(one, other, atol=1e-5) for one, other in zip(found, expected, strict=True))


def test_an_encoder_reads_by_its_weights_of_now():
    model, given_texts = encoder(), texts([5])
    before = model.predict(given_texts)
    after, learn = model.begin_update(given_texts)
    learn(after)
    model.finish_update(Adam(0.1))
    expected = forward(model, given_texts, is_train=False)[0]
    assert not np.allclose(before[0], expected[0])
    assert np.allclose(model.predict(given_texts)[0], expected[0], atol=1e-5)


@loaded
def test_words_are_embedded_as_their_tokens_are_by_the_layers_that_are_trained():
    model, nlp = cluster_hash_embed(WIDTH, ["NORM", "PREFIX", "SUFFIX", "SHAPE"], [50] * 4, 30), load()
    docs = [nlp.make_doc(text) for text in ("Nobody waits.", "I can't wait.", "Gonna go, y'all?", "A weaver can wait.")]
    docs[0].user_data[STAND_INS] = {0: "weavers"}
    model.initialize(X=docs)
    expected = chained(model, docs, is_train=False)[0]
    for found in (model.predict(docs[:2]) + model.predict(docs[2:]), model.predict(docs)):
        assert all(np.allclose(one, other, atol=1e-5) for one, other in zip(found, expected, strict=True))


@loaded
def test_lemmas_are_those_of_spacys_rules_each_time_they_are_asked_for():
    nlp = load()
    pipe = nlp.get_pipe("lemmatizer")
    own = EnglishLemmatizer(nlp.vocab, None, mode="rule")
    own.lookups = pipe.lookups
    text = "Two women's lawyers, who were leaving the larger offices, left leaves of paper; nobody's saying why."
    for doc in (nlp(text), nlp(text)):
        assert [token.lemma_ for token in doc] == [own.lemmatize(token)[0] for token in doc]
    assert nlp.get_pipe_meta("lemmatizer").factory == NAME

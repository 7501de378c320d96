"""Clusters that tests share, and those that they may break."""

import pytest

from tests.api.jobs.cluster import Cluster, make_certificates


@pytest.fixture(scope="session")
def cluster(tmp_path_factory):
    """Two workers on plain TCP, for tests that break nothing."""
    made = Cluster(tmp_path_factory.mktemp("cluster"))
    made.add_worker()
    made.add_worker()
    yield made
    made.close()


@pytest.fixture
def own_cluster(tmp_path):
    """A scheduler without workers, for one test that breaks it."""
    made = Cluster(tmp_path)
    yield made
    made.close()


@pytest.fixture
def tls_cluster(tmp_path):
    """One worker; everybody shows a certificate."""
    tls = make_certificates(tmp_path)
    if tls is None:
        pytest.skip("there is no openssl command here to make certificates with")
    made = Cluster(tmp_path, tls=tls)
    made.add_worker()
    yield made
    made.close()

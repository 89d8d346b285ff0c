from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from app.store import DuplicateName, ItemStore, StoreUnavailable, open_store


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'folder' / 'app.db'}"


def test_items_outlive_the_store_that_kept_them(url: str) -> None:
    item = open_store(url).add("Lamp", "")
    assert open_store(url).get(item.id) == item


def test_many_may_open_and_write_at_once(url: str) -> None:
    def work(number: int) -> None:
        open_store(url).add(f"Item {number}", "")

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(work, range(40)))
    assert len(open_store(url).list(after=0, limit=100)) == 40


def test_of_two_equal_names_one_wins(url: str) -> None:
    store: ItemStore = open_store(url)

    def work(_: int) -> bool:
        try:
            store.add("Lamp", "")
        except DuplicateName:
            return False
        return True

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(work, range(8))) == 1


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StoreUnavailable, match="cannot make"):
        open_store(f"sqlite:///{tmp_path / 'file' / 'app.db'}")


def test_a_file_that_cannot_be_opened(tmp_path: Path) -> None:
    with pytest.raises(StoreUnavailable, match="unable to open database file"):
        open_store(f"sqlite:///{tmp_path}")


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    (tmp_path / "app.db").write_text("This is a text, and a long one at that." * 10)
    with pytest.raises(StoreUnavailable, match="not a database"):
        open_store(f"sqlite:///{tmp_path / 'app.db'}")

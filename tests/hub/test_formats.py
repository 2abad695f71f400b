from datetime import date

import pytest
from django.utils import translation
from django.utils.formats import date_format


@pytest.mark.parametrize(
    ("language", "written"), [("en", "20 April 2023"), ("da", "20. april 2023")]
)
def test_dates_are_written_the_european_way(language, written):
    with translation.override(language):
        assert date_format(date(2023, 4, 20)) == written

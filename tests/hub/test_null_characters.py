import pytest

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "address", ["/en/%00/", "/media/images/%00", "/en/search/?q=%00", "/documents/1/%00"]
)
def test_addresses_with_null_characters_are_bad_requests(visitor, address):
    response = visitor.get(address)

    assert response.status_code == 400
    assert "<h1>" in response.content.decode()

from network.models.organisation import Circle, Organisation, OrganisationKind
from network.models.seat import Function, Seat
from network.models.user import User

__all__ = ["Circle", "Function", "Organisation", "OrganisationKind", "Seat", "User"]

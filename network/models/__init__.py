from network.models.directory import State
from network.models.invitation import Invitation, InvitationState
from network.models.organisation import Circle, Organisation, OrganisationKind
from network.models.personal_data import Consent, DataCopy, Erasure
from network.models.programme import DurationUnit, MobilityProgramme
from network.models.project import (
    AmountKind,
    PartnerRole,
    Project,
    ProjectAmount,
    ProjectPartner,
    ProjectSection,
    Status,
)
from network.models.proposal import OrganisationProposal, ProposalState
from network.models.seat import Function, Seat
from network.models.user import User
from network.models.visibility import Audience

__all__ = [
    "AmountKind",
    "Audience",
    "Circle",
    "Consent",
    "DataCopy",
    "DurationUnit",
    "Erasure",
    "Function",
    "Invitation",
    "InvitationState",
    "MobilityProgramme",
    "Organisation",
    "OrganisationKind",
    "OrganisationProposal",
    "PartnerRole",
    "Project",
    "ProjectAmount",
    "ProjectPartner",
    "ProjectSection",
    "ProposalState",
    "Seat",
    "State",
    "Status",
    "User",
]

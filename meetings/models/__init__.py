from meetings.models.action import Action
from meetings.models.agenda import AgendaItem
from meetings.models.decision import Decision
from meetings.models.meeting import MeetingIndexPage, MeetingPage
from meetings.models.report import ReportPage

__all__ = ["Action", "AgendaItem", "Decision", "MeetingIndexPage", "MeetingPage", "ReportPage"]

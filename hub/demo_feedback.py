"""Two messages about the site for the demo: one that waits, one that is answered."""

from datetime import timedelta

from django.contrib.auth import get_user_model
from django.utils import timezone

from hub.demo import DemoContext
from hub.models import Feedback

MESSAGES = [
    {
        "kind": "accessibility",
        "message": "I enlarge pages to 400 per cent. On the page of a work programme the dates of the "
        "schedule then stand far below their activities. Can I have the schedule as a plain list?",
        "page": "/en/work-programmes/",
        "name": "Tomé Valente",
        "email": "extended@alma.example",
        "language": "en",
    },
    {
        "kind": "general",
        "message": "Kan kalenderen også vise møderne for de kommende seks måneder?",
        "page": "/da/meetings/",
        "name": "Sofie Damgaard",
        "email": "member@alma.example",
        "language": "da",
        "state": "answered",
        "answer": "Det gør den allerede: Vælg “Kommende” over listen.",
    },
]


def load(context: DemoContext) -> None:
    if Feedback.objects.exists():
        return
    secretariat = get_user_model().objects.filter(email="secretariat@alma.example").first()
    now = timezone.now()
    for days, message in enumerate(MESSAGES, start=2):
        dealt_with = {"answered_at": now - timedelta(days=1), "answered_by": secretariat}
        is_answered = "state" in message
        if is_answered and secretariat is None:
            continue
        row = Feedback.objects.create(**message, **(dealt_with if is_answered else {}))
        Feedback.objects.filter(pk=row.pk).update(sent_at=now - timedelta(days=days))
    context.say("Two messages about the site")

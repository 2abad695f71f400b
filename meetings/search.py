"""What members find beside the pages: the members' part of published reports."""

from django.db.models import F

from hub.languages import page_url
from hub.search import SearchHit, SearchRequest
from meetings import rules
from meetings.models import ReportPage
from workpackages.models import Version

AROUND = 90


def search_reports(asked: SearchRequest) -> list[SearchHit]:
    """Reports whose full text has all the words, the newest first; nothing for others."""
    if not rules.can_view_report(asked.user):
        return []
    pages = ReportPage.objects.live().filter(locale=F("written_in")).visible_to(asked.user)
    reports = {report.pk: report for report in pages.select_related("locale")}
    versions = Version.objects.adopted().filter(page__in=reports).defer("content", "html")
    for word in asked.words.split():
        versions = versions.filter(text__icontains=word)
    return [
        _hit(reports[version.page_id], version, asked.words.split()[0])
        for version in versions.order_by("-date", "-pk")[: asked.limit]
    ]


def _hit(report: ReportPage, version: Version, word: str) -> SearchHit:
    text = " ".join(version.text.split())
    at = max(text.lower().find(word.lower()) - AROUND, 0)
    return SearchHit(
        title=report.title,
        url=page_url(report),
        kind=ReportPage._meta.label_lower,
        kind_name=ReportPage._meta.verbose_name,
        language=report.locale.language_code,
        snippet=("… " if at else "") + text[at : at + 2 * AROUND] + " …",
    )

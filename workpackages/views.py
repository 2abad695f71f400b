"""What a living page answers below its own address (page_urls.py); `page` is the page itself."""

from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hub.languages import page_url
from network.acting import acting_for
from workpackages import actions, clauses, reading, rules
from workpackages.comparison import UNCHANGED, compare
from workpackages.forms import (
    AnswerForm,
    ChangedClauseForm,
    EditClauseForm,
    SuggestionForm,
    VersionForm,
    facts_form,
)
from workpackages.marking import marked_html
from workpackages.models import LivingPage, Suggestion, Version, VersionKind

PER_PAGE = 20


# …/<page>/


def page_detail(page, request):
    content = {"title": page.title, **page.frozen_now()}
    return _text_page(page, request, content, version=None, template=page.template)


def facts_edit(page, request):
    if not rules.can_publish_facts(request.user, page):
        return _refuse(request)
    source = page.source.specific
    form = facts_form(source)(request.POST or None, instance=source)
    if request.method == "POST" and form.is_valid():
        actions.publish_facts(page=page, by=request.user, **form.facts())
        messages.success(request, _("The facts are changed."))
        return redirect(page_url(page))
    return _render(page, request, "facts_edit", {"form": form})


# …/<page>/versions/


def version_list(page, request):
    versions = Version.objects.of(page).without_text().select_related("created_by")
    if not rules.can_read_drafts(request.user, page):
        versions = versions.adopted()
    listed = Paginator(versions.order_by("-number"), PER_PAGE).get_page(request.GET.get("page"))
    numbers = [version.number for version in listed]
    older = dict(zip(numbers, [*numbers[1:], None], strict=False))  # nobody may read any
    return _render(
        page,
        request,
        "version_list",
        {"versions": listed, "older": older, **_bar(page, request.user)},
    )


def version_new(page, request):
    kinds = [
        kind
        for kind, rule in (
            (VersionKind.DRAFT, rules.can_make_draft),
            (VersionKind.ADOPTED, rules.can_adopt),
        )
        if rule(request.user, page)
    ]
    if not kinds:
        return _refuse(request)
    initial = {"date": timezone.localdate(), "kind": kinds[0]}
    form = VersionForm(request.POST or None, kinds=kinds, initial=initial)
    if request.method == "POST" and form.is_valid():
        values = dict(form.cleaned_data)
        action = actions.adopt if values.pop("kind") == VersionKind.ADOPTED else actions.make_draft
        try:
            version = action(page=page, by=request.user, **values)
        except actions.LivingTextError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The version is made."))
            return redirect(f"{page_url(page)}versions/{version.number}/")
    waiting = Suggestion.objects.of(page).open().count()
    return _render(page, request, "version_new", {"form": form, "waiting": waiting})


def version_detail(page, request, number):
    version = _version(page, request.user, number)
    if version is None:
        return _refuse(request)
    return _text_page(page, request, version.content, version=version)


def version_compare(page, request, older, newer):
    pair = [_version(page, request.user, number) for number in (older, newer)]
    old, new = pair
    if old is None or new is None:
        return _refuse(request)
    texts = [
        _compared(old.clauses_of(field), new.clauses_of(field))
        for field in page.fields_for(request.user)
    ]
    extra = page.compared_context(old.content, new.content)
    choices = Version.objects.of(page).without_text().order_by("number")
    if not rules.can_read_drafts(request.user, page):
        choices = choices.adopted()
    return _render(
        page,
        request,
        "version_compare",
        {
            "old": old,
            "new": new,
            "texts": texts,
            "changes": [row for text in texts for row in text if row.is_change],
            "choices": choices,
            **extra,
        },
    )


# …/<page>/working-text/


def working_text(page, request):
    if not rules.can_read_working_text(request.user, page):
        return _refuse(request)
    text = page.working_text()
    content = {"title": text.title, **text.frozen_now()}
    can_edit = rules.can_edit(request.user, page)
    return _text_page(
        page,
        request,
        content,
        version=None,
        is_working_text=True,
        text_language=page.source.locale.language_code,
        edit_url=f"{page_url(page)}working-text/" if can_edit else "",
    )


def clause_edit(page, request, clause_id):
    if not rules.can_edit(request.user, page):
        return _refuse(request)
    field, entry = _entry(page, page.working_text().frozen_now(), clause_id)
    form = EditClauseForm(
        request.POST or None,
        clause=entry.clause,
        language=page.source.locale.language_code,
        initial={"seen": clauses.checksum(entry.clause)},
    )
    current = None
    if request.method == "POST" and form.is_valid():
        proposed = form.proposed()
        try:
            actions.edit_clause(
                page=page,
                field=field,
                clause=proposed,
                seen=form.cleaned_data["seen"],
                by=request.user,
            )
        except actions.ClauseChangedError as error:
            form = _seen_now(form, entry)
            form.add_error(None, str(error))
            current = marked_html(entry.clause, proposed)
        except actions.NothingChangedError:
            return redirect(f"{page_url(page)}working-text/#{entry.anchor}")
        except actions.LivingTextError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The working text is changed."))
            return redirect(f"{page_url(page)}working-text/#{entry.anchor}")
    context = {"form": form, "entry": entry, "current": current}
    return _render(page, request, "clause_edit", context)


# …/<page>/suggestions/


def suggestion_list(page, request):
    if not rules.can_read_drafts(request.user, page):
        return _refuse(request)
    suggestions = Suggestion.objects.of(page).sent().in_order().select_related("version")
    listed = Paginator(suggestions, PER_PAGE).get_page(request.GET.get("page"))
    return _render(page, request, "suggestion_list", {"suggestions": listed})


def suggestion_new(page, request, clause_id):
    if not rules.can_suggest(request.user, page):
        return _refuse(request)
    organisation = acting_for(request)
    draft = page.open_draft
    if draft is None:
        messages.error(request, str(actions.NotOpenError.sentence))
        return redirect(page_url(page))
    version = Version.objects.get(pk=draft.pk)
    field, entry = _entry(page, version.content, clause_id)
    form = SuggestionForm(request.POST or None, clause=entry.clause, language=version.language)
    if request.method == "POST" and form.is_valid():
        try:
            suggestion = actions.suggest(
                version=version,
                field=field,
                clause_id=clause_id,
                proposed=form.proposed(),
                rationale=form.cleaned_data["rationale"],
                organisation=organisation,
                by=request.user,
                language=get_language(),
            )
        except actions.LivingTextError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Your suggestion is sent. The members can see it now."))
            return redirect(f"{page_url(page)}suggestions/{suggestion.pk}/")
    return _render(
        page,
        request,
        "suggestion_new",
        {
            "form": form,
            "entry": entry,
            "version": version,
            "organisation": organisation,
            "original": "" if entry.kind == "table" else reading.clause_html(entry),
            "translated": _in_readers_language(page, field, entry),
        },
    )


def suggestion_detail(page, request, pk):
    suggestion = _suggestion(page, request, pk)
    if suggestion is None:
        return _refuse(request)
    return _suggestion_page(page, request, suggestion, AnswerForm())


@require_POST
def _decide(request, page, pk, action, sentence):
    suggestion = _suggestion(page, request, pk)
    if suggestion is None or not rules.can_decide(request.user, page):
        return _refuse(request)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return _suggestion_page(page, request, suggestion, form)
    try:
        action(suggestion=suggestion, by=request.user, answer=form.cleaned_data["answer"])
    except actions.LivingTextError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, sentence)
    return redirect(f"{page_url(page)}suggestions/{pk}/")


def suggestion_accept(page, request, pk):
    sentence = _("The suggestion is accepted. The working text has its words now.")
    return _decide(request, page, pk, actions.accept, sentence)


def suggestion_decline(page, request, pk):
    return _decide(request, page, pk, actions.decline, _("The suggestion is declined."))


def suggestion_change(page, request, pk):
    suggestion = _suggestion(page, request, pk)
    if suggestion is None or not rules.can_decide(request.user, page):
        return _refuse(request)
    if not suggestion.is_open:
        return redirect(f"{page_url(page)}suggestions/{pk}/")
    current = clauses.find(page.working_text().clauses_of(suggestion.field), suggestion.clause_id)
    if current is None:
        messages.error(request, str(actions.ClauseGoneError.sentence))
        return redirect(f"{page_url(page)}suggestions/{pk}/")
    entry = reading.Numbered(current, suggestion.clause_number)
    form = ChangedClauseForm(
        request.POST or None,
        clause=suggestion.proposed,
        language=suggestion.version.language,
        initial={"seen": clauses.checksum(current)},
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.accept_with_changes(
                suggestion=suggestion,
                by=request.user,
                answer=form.cleaned_data["answer"],
                clause=form.proposed(),
                seen=form.cleaned_data["seen"],
            )
        except actions.ClauseChangedError as error:
            form = _seen_now(form, entry)
            form.add_error(None, str(error))
        except actions.LivingTextError as error:
            messages.error(request, str(error))
            return redirect(f"{page_url(page)}suggestions/{pk}/")
        else:
            messages.success(request, _("The suggestion is accepted with changes."))
            return redirect(f"{page_url(page)}suggestions/{pk}/")
    context = {"form": form, "entry": entry, **_both(suggestion, current), "suggestion": suggestion}
    return _render(page, request, "suggestion_change", context)


@require_POST
def _withdraw(request, page, pk):
    suggestion = _suggestion(page, request, pk)
    if suggestion is None or not rules.can_change_suggestion(request.user, suggestion):
        return _refuse(request)
    try:
        actions.withdraw(suggestion=suggestion, by=request.user)
    except actions.LivingTextError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("The suggestion is withdrawn."))
    return redirect(f"{page_url(page)}suggestions/{pk}/")


def suggestion_withdraw(page, request, pk):
    return _withdraw(request, page, pk)


# What they share


@dataclass(frozen=True)
class Row:
    """A line of a comparison."""

    state: str
    number: str
    anchor: str
    html: str
    level: int = 0

    @property
    def is_change(self) -> bool:
        return self.state != UNCHANGED


def _refuse(request):
    """Visitors may log in; others are told no."""
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    raise PermissionDenied


def _render(page, request, name: str, context: dict):
    return page.render(
        request,
        template=f"workpackages/{name}.html",
        context_overrides={**context, "here": page_url(page)},
    )


def _version(page: LivingPage, user, number: int) -> Version | None:
    """The version, or nothing if this person may not read it; a number that never was is a 404."""
    version = get_object_or_404(Version.objects.of(page), number=number)
    return version if rules.can_read_version(user, version, page) else None


def _suggestion(page: LivingPage, request, pk: int) -> Suggestion | None:
    if not rules.can_read_drafts(request.user, page):
        return None
    suggestions = Suggestion.objects.of(page).sent().in_order().select_related("version")
    return get_object_or_404(suggestions, pk=pk)


def _entry(page: LivingPage, content: dict, clause_id: str):
    """A clause of a text with its number, and the field it stands in."""
    for field in page.clause_fields:
        for entry in reading.numbered(content[field]):
            if entry.id == clause_id and entry.kind in reading.KINDS:
                return field, entry
    raise Http404


def _in_readers_language(page, field: str, entry: reading.Numbered) -> str:
    """The clause in the translation that is being read; words are suggested for the source."""
    if page.is_source:
        return ""
    translated = clauses.find(page.clauses_of(field), entry.id)
    return reading.clause_html(reading.Numbered(translated, entry.number)) if translated else ""


def _seen_now(form, entry):
    """The form again with what was typed; what was seen is now the clause as it reads now."""
    data = form.data.copy()
    data["seen"] = clauses.checksum(entry.clause)
    again = type(form)(data, clause=form.clause, language=form.language)
    again.is_valid()
    return again


def _bar(page: LivingPage, user) -> dict:
    """What the version bar shows this person."""
    adopted = page.newest_adopted
    draft = page.open_draft if rules.can_read_drafts(user, page) else None
    return {
        "adopted": adopted,
        "draft": draft,
        "lags": bool(adopted and page.version_number and page.version_number < adopted.number),
        "reads_drafts": rules.can_read_drafts(user, page),
        "changes_facts": rules.can_publish_facts(user, page),
        "reads_working_text": rules.can_read_working_text(user, page),
        "makes_versions": rules.can_make_draft(user, page) or rules.can_adopt(user, page),
    }


def _text_page(page, request, content: dict, *, version, template: str = "", **context):
    user = request.user
    bar = _bar(page, user)
    is_open = bool(version and bar["draft"] and version.pk == bar["draft"].pk)
    asked: dict[str, list[Suggestion]] = {}
    if is_open or context.get("is_working_text"):
        for suggestion in Suggestion.objects.of(page).open().in_order():
            suggestion.html = marked_html(suggestion.base, suggestion.proposed)
            asked.setdefault(suggestion.clause_id, []).append(suggestion)
    here = page_url(page)
    texts, entries = [], []
    for field in page.fields_for(user):
        numbered = reading.numbered(content[field])
        entries += numbered
        _show_where_there_is_room(numbered, asked)
        texts.append(
            {
                "field": field,
                "html": _as_stored(page, user, version, numbered)
                or reading.text_html(
                    numbered,
                    here=here,
                    asked=asked,
                    suggest_url=f"{here}suggestions/new/"
                    if is_open and rules.can_suggest(user, page)
                    else "",
                    edit_url=context.get("edit_url", ""),
                ),
            }
        )
    return page.render(
        request,
        template=template or "workpackages/version_detail.html",
        context_overrides={
            "here": here,
            "version": version,
            "text_language": version.language if version else "",
            "content": content,
            "texts": texts,
            "contents": reading.contents(entries),
            "asked": asked,
            "is_open": is_open,
            **bar,
            **page.text_context(content),
            **context,
        },
    )


def _as_stored(page, user, version, entries: list[reading.Numbered]) -> str:
    """The HTML of its day, for a version with kinds of clause that are not known any more."""
    if version is None or reading.is_known(entry.clause for entry in entries):
        return ""
    reads_all = set(page.fields_for(user)) == set(page.clause_fields)
    return mark_safe(version.html) if reads_all else ""


def _show_where_there_is_room(entries: list[reading.Numbered], asked: dict) -> None:
    """A suggestion stands open in the margin, unless one to a clause close by would be hidden."""
    close = 4
    places = [at for at, entry in enumerate(entries) if entry.id in asked]
    for at, place in enumerate(places):
        first, *others = asked[entries[place].id]
        is_last = at + 1 == len(places)
        first.is_shown = not others and (is_last or places[at + 1] - place >= close)


def _compared(old: list, new: list) -> list[Row]:
    numbers = {entry.id: entry.number for entry in reading.numbered(old)}
    numbers |= {entry.id: entry.number for entry in reading.numbered(new)}
    return [
        Row(
            change.state,
            numbers[change.clause["id"]],
            reading.anchor(change.clause["id"]),
            marked_html(change.old, change.new, bare=True),
            int(change.clause["value"]["level"]) if change.clause["type"] == "heading" else 0,
        )
        for change in compare(old, new)
    ]


def _both(suggestion: Suggestion, current) -> dict:
    """The suggestion as it was made, and what has become of its clause since."""
    is_stale = current is None or current["value"] != suggestion.base["value"]
    return {
        "difference": marked_html(suggestion.base, suggestion.proposed),
        "is_stale": is_stale,
        "since": marked_html(suggestion.base, current) if current and is_stale else "",
        "is_gone": current is None,
    }


def _suggestion_page(page, request, suggestion: Suggestion, form):
    context = {"difference": marked_html(suggestion.base, suggestion.proposed)}
    if suggestion.is_open:
        text = page.working_text().clauses_of(suggestion.field)
        context |= _both(suggestion, clauses.find(text, suggestion.clause_id))
    if suggestion.result:
        context["result"] = marked_html(suggestion.proposed, suggestion.result)
    return _render(
        page,
        request,
        "suggestion_detail",
        {
            "suggestion": suggestion,
            "form": form,
            "decides": suggestion.is_open and rules.can_decide(request.user, page),
            "may_withdraw": suggestion.is_open
            and rules.can_change_suggestion(request.user, suggestion),
            **context,
        },
    )

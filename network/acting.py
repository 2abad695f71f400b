"""For whom the person acts in this session."""

SESSION_KEY = "acting_seat"


def current_seats(request) -> list:
    """The person's confirmed seats, once a request."""
    seats = request.__dict__.get("_current_seats")
    if seats is None:
        user = request.user
        seats = (
            list(
                user.seats.current()
                .select_related("organisation")
                .with_requests()
                .order_by("since", "pk")
            )
            if user.is_authenticated
            else []
        )
        request.__dict__["_current_seats"] = seats
    return seats


def acting_seat(request):
    """The seat chosen in this session, else the first one; None without a seat."""
    seats = current_seats(request)
    chosen = request.session.get(SESSION_KEY) if seats else None
    return next((seat for seat in seats if seat.pk == chosen), seats[0] if seats else None)


def acting_for(request):
    """The organisation of the acting seat, or None."""
    seat = acting_seat(request)
    return seat.organisation if seat else None

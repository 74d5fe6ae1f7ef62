"""The words of exports: the columns of each format, and sports, in the languages of the accounts.

An account's language changes Garmin's and Strava's headers. A header that is not known here is
never guessed: the athlete names the column in `columns`.
"""

import re
from collections.abc import Mapping

from scheduler.past import Sport

Columns = Mapping[str, tuple[str, ...]]

GARMIN: Columns = {
    "start": ("Date", "Datum", "Fecha", "Data"),
    "sport": (
        "Activity Type", "Aktivitätstyp", "Type d'activité", "Tipo de actividad",
        "Tipo di attività", "Tipo de atividade", "Activiteittype", "Type activiteit",
    ),
    "title": ("Title", "Titel", "Titre", "Título", "Titolo"),
    "time": ("Time", "Zeit", "Durée", "Temps", "Tiempo", "Tempo", "Tijd"),
    "elapsed": (
        "Elapsed Time", "Verstrichene Zeit", "Temps écoulé", "Tiempo transcurrido",
        "Tempo trascorso", "Tempo decorrido", "Verstreken tijd",
    ),
    "distance": ("Distance", "Distanz", "Distancia", "Distanza", "Distância", "Afstand"),
    "cadence": (
        "Avg Run Cadence", "Ø Schrittfrequenz (Laufen)", "Cadence de course moyenne",
        "Cadencia de carrera media",
    ),
    "stride": (
        "Avg Stride Length", "Ø Schrittlänge", "Longueur moyenne des foulées",
        "Longitud media de zancada",
    ),
}  # fmt: skip
STRAVA: Columns = {
    "start": ("Activity Date", "Aktivitätsdatum", "Date de l'activité", "Fecha de la actividad"),
    "title": ("Activity Name", "Name der Aktivität", "Nom de l'activité", "Nombre de la actividad"),
    "sport": ("Activity Type", "Aktivitätsart", "Type d'activité", "Tipo de actividad"),
    "time": ("Moving Time", "Bewegungszeit", "Durée de déplacement", "Tiempo en movimiento"),
    "elapsed": ("Elapsed Time", "Verstrichene Zeit", "Temps écoulé", "Tiempo transcurrido"),
    "distance": ("Distance", "Distanz", "Distancia"),
    "rpe": ("Perceived Exertion", "Gefühlte Anstrengung", "Effort perçu", "Esfuerzo percibido"),
}
INTERVALS: Columns = {
    "start": ("start_date_local",),
    "sport": ("type",),
    "title": ("name",),
    "time": ("moving_time",),
    "elapsed": ("elapsed_time",),
    "distance": ("distance",),
    "rpe": ("icu_rpe", "perceived_exertion"),
}
TRAININGPEAKS: Columns = {
    "start": ("WorkoutDay",),
    "sport": ("WorkoutType",),
    "title": ("Title",),
    "time": ("TimeTotalInHours",),
    "distance": ("DistanceInMeters",),
    "rpe": ("Rpe",),
}
HEVY: Columns = {
    "start": ("start_time",),
    "end": ("end_time",),
    "title": ("title",),
    "exercise": ("exercise_title",),
    "set": ("set_type",),
    "kg": ("weight_kg",),
    "lb": ("weight_lbs",),
    "reps": ("reps",),
    "kilometres": ("distance_km",),
    "miles": ("distance_miles",),
    "seconds": ("duration_seconds",),
    "set_rpe": ("rpe",),  # of one set, not of the session
}
PLAIN: Columns = {
    "start": ("start", "date"),
    "sport": ("sport", "type"),
    "title": ("title", "name"),
    "time": ("minutes",),
    "distance": ("km", "miles"),
    "rpe": ("rpe",),
}

# The first that fits wins: skiing is called a run in German (Langlauf), so runs come last.
_STRENGTH = (
    r"strength|weight ?(training|lifting)|kraft|musculation|renforcement|fuerza|pesas|forza|pesi\b"
    r"|força|musculação|kracht|styrke|siłow"
)
_CROSS = (
    r"rid(e|ing)|cycl|bik|\brad|fahrrad|vélo|bici|fiets|swim|schwimm|natation|natación|nuoto"
    r"|natação|zwem|walk|gehen|wander|march|randonn|camin|senderismo|hik|row|ruder|ski|langlauf"
    r"|eislauf|skat|yoga|pilates|ellipt|cardio|hiit|stair|climb|klettern|paddl|kayak|surf|tennis"
    r"|football|fußball|soccer|multi|crosstrain|brick|mtb|breath|mobility|other|andere|autre|otro"
)
_RUN = (
    r"\brun|running|lauf|treadmill|course|tapis|carrera|correr|corsa|corrida|hardlopen|löpning|løb"
    r"|løping|bieg|trail|\bjog"
)
_SPORTS: tuple[tuple[Sport, str], ...] = (
    ("strength", _STRENGTH),
    ("cross", _CROSS),
    ("run", _RUN),
)


def sport_of(word: str) -> Sport | None:
    """What kind of sport a word means, such as ``Trail Running`` or ``WeightTraining``."""
    plain = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", word).casefold()
    return next((sport for sport, pattern in _SPORTS if re.search(pattern, plain)), None)

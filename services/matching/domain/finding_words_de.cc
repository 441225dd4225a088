// What findings about an approach say in German.
#include "services/matching/domain/finding_words.h"

namespace gilde::matching::domain {
namespace {

constexpr std::string_view kSubjectInstead = "sag in einer Zeile, worum es im Gespräch geht, `Vom nächtlichen Batch zum Streaming`";

constexpr FindingRow kRows[] = {
    {"GOLDEN_RULE",
     {"hier bittest du jemanden um ein Mentoring; das ist ein großes Versprechen für einen Menschen, der noch nicht mit dir gesprochen hat",
      "bitte um ein kurzes Gespräch: 15 bis 20 Minuten in den kommenden Wochen, mit zwei oder drei Fragen, die dieser Mensch aus Erfahrung "
      "beantworten kann; daraus kann ein Mentoring wachsen",
      "Hast du nächste Woche 15 Minuten, um zu erzählen, wie dein Team auf wöchentliche Releases umgestiegen ist?"}},
    {"MENTEE_INVALID",
     {"das ist nicht der Name eines Profils", "nenne die Person, die anfragt, zum Beispiel organizations/acme/profiles/ada",
      "organizations/acme/profiles/ada"}},
    {"MENTOR_COUNT",
     {"als Mentorin oder Mentor genannt: $0; 1 bis $1 sind gut",
      "nenne zuerst die Person, mit der du am liebsten sprechen möchtest, und danach ein paar weitere",
      "Zuerst organizations/acme/profiles/grace, dann organizations/acme/profiles/alan"}},
    {"OPENING_COUNT",
     {"es gibt mehr Einstiege als Personen nach der ersten", "je einer für jede Person nach der ersten",
      "Bei drei Personen: der erste in opening, die beiden anderen in further_openings"}},
    {"MENTOR_INVALID",
     {"das ist nicht der Profilname einer anderen Person in der Organisation", "nenne das Profil einer anderen Person in der Organisation",
      "organizations/acme/profiles/grace"}},
    {"MENTOR_TWICE", {"steht schon in der Liste", "jede Person nur einmal", "Zuerst Grace, dann Alan, dann Barbara"}},
    {"MENTOR_UNKNOWN", {"kann nicht angefragt werden", "wähle jemanden aus den Empfehlungen", "Jemand weit oben in deinen Empfehlungen"}},
    {"SUBJECT_LENGTH", {"hat $0 Zeichen; $1 bis $2 sind gut", kSubjectInstead, "Vom nächtlichen Batch zum Streaming"}},
    {"SUBJECT_STOCK_PHRASE", {"das könnte über jeder Nachricht stehen", kSubjectInstead, "Die ersten Wochen in der Teamleitung"}},
    {"OPENING_LENGTH",
     {"hat $0 Zeichen; $1 bis $2 sind gut",
      "ein oder zwei Sätze über etwas, das diese Person geschaffen hat oder weiß, und warum es dich angesprochen hat",
      "Nach deinem Vortrag über kleine Schritte habe ich unseren Plan für den ersten Monat umgebaut."}},
    {"SAME_TEXT",
     {"derselbe oder fast derselbe Einstieg würde mehr als $0 Personen erreichen",
      "schreib für jede weitere Person einen neuen in further_openings: genau das bringt Menschen dazu, zu antworten",
      "Dein Artikel über ruhige Releases hat mich auf die Idee einer wöchentlichen Generalprobe gebracht."}},
    {"OPENING_NOT_PERSONAL",
     {"nennt nichts von dem, was die Person auf Rang $0 geschaffen hat oder anbietet",
      "nenne den Titel eines Artikels, Vortrags oder Projekts dieser Person oder eine Fähigkeit, die sie anbietet",
      "In deinem Vortrag „Warteschlangen ohne Tränen“ habe ich unseren nächtlichen Batch wiedererkannt."}},
    {"INTRODUCTION_LENGTH",
     {"hat $0 Zeichen; $1 bis $2 sind gut", "zwei oder drei Sätze: wer du bist, woran du arbeitest, warum gerade diese Person",
      "Ich arbeite mit Daten und leite seit dem Frühjahr ein vierköpfiges Team. Du kennst das, und ich möchte gern von deinen ersten "
      "Monaten lernen."}},
    {"QUESTION_COUNT",
     {"die Zahl der Fragen ist $0; $1 bis $2 sind gut", "einige Fragen, die in ein kurzes Gespräch passen",
      "Was hat dich am meisten überrascht? Was würdest du heute weglassen?"}},
    {"QUESTION_LENGTH",
     {"hat $0 Zeichen; $1 bis $2 sind gut", "eine offene Frage in ein oder zwei Sätzen",
      "Was würdest du in der ersten Woche anders machen?"}},
    {"MINUTES_INVALID", {"die Länge in Minuten ist $0; $1 bis $2 sind gut", "zu einem kurzen Gespräch sagt man leicht Ja", "15 Minuten"}},
    {"WINDOW_INVALID", {"die Zahl der Tage ist $0; 1 bis $1 sind gut", "die kommenden Wochen", "14 Tage"}},
    {"SLOT_COUNT",
     {"die Zahl der Termine ist $0; $1 bis $2 sind gut",
      "biete Termine an verschiedenen Tagen an, sodass nur noch einer gewählt werden muss",
      "Dienstag um 10 Uhr, Mittwoch um 14 Uhr und Freitag um 9:30 Uhr"}},
    {"SLOT_INVALID",
     {"das ist kein Termin, der mindestens so lang wie das Gespräch und höchstens 8 Stunden lang ist",
      "gib Anfang und Ende eines Termins an", "2026-03-04T14:00:00Z bis 14:30"}},
    {"SLOT_IN_PAST", {"hat schon begonnen", "biete einen Termin an, der noch kommt", "Donnerstag nächster Woche, 14:00 bis 14:30 Uhr"}},
    {"SLOT_OUTSIDE_WINDOW",
     {"endet nach dem Zeitfenster", "biete einen Termin innerhalb von window_days an",
      "Donnerstag nächster Woche, bei einem Zeitfenster von 14 Tagen"}},
    {"SLOT_OVERLAP",
     {"überschneidet sich mit einem anderen Termin", "biete Termine an, die sich nicht überschneiden",
      "14:00 bis 14:30 Uhr und 15:00 bis 15:30 Uhr"}},
    {"TEXT_INVALID", {"das ist kein gültiges UTF-8", "sende UTF-8", "é als die zwei Bytes C3 A9"}},
    {"PROSPECT_UNKNOWN",
     {"steht nicht auf deiner eigenen Merkliste oder betrifft nicht die Person auf Rang 1",
      "nenne einen Eintrag deiner eigenen Merkliste, der die Person auf Rang 1 betrifft, oder lass das Feld leer",
      "organizations/acme/profiles/ada/prospects/x1"}},
    // Hints
    {"QUESTION_CLOSED",
     {"lässt sich mit Ja oder Nein beantworten", "beginne mit was, wie oder welche: das lädt zum Erzählen ein",
      "Wie hast du entschieden, was du zuerst angehst?"}},
    {"OPENING_NAMES_NO_WORK",
     {"nennt eine Fähigkeit, aber nichts, was diese Person geschaffen hat",
      "nenne den Titel eines Artikels, Vortrags oder Projekts dieser Person und was du daraus mitgenommen hast",
      "Dank deines Artikels „Das leise Release“ ist unsere Checkliste nur noch halb so lang."}},
    {"INTRODUCTION_UNCONNECTED",
     {"sagt noch nicht, was das mit dem Angebot dieser Person zu tun hat",
      "ein Satz dazu, wie deine Arbeit mit einer Fähigkeit zusammenhängt, die diese Person anbietet",
      "Du hilfst anderen beim Verhandeln, und nächsten Monat treffe ich zum ersten Mal einen Lieferanten."}},
    {"FEW_DAYS",
     {"die Termine liegen an weniger als drei verschiedenen Tagen",
      "biete Termine an drei oder mehr verschiedenen Tagen an: dann passt eher einer davon",
      "Dienstagvormittag, Mittwochnachmittag und Freitagvormittag"}},
    {"TEXT_LIKE_ANOTHER",
     {"ähnelt sehr einem Einstieg, den schon eine andere Person bekommen hat", "ein Satz, der nur zu dieser Person passt",
      "Dein Projekt „Offenes Hauptbuch“ hat eine Frage beantwortet, die mich seit Monaten beschäftigt."}},
    // Any other
    {"", {"das passt noch nicht ganz", "schau dir dieses Feld noch einmal an", "Eine kurze Zeile in deinen eigenen Worten"}},
};

}  // namespace

absl::Span<const FindingRow> GermanFindingWords() { return kRows; }

}  // namespace gilde::matching::domain

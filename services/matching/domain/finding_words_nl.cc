// What findings about an approach say in Dutch.
#include "services/matching/domain/finding_words.h"

namespace gilde::matching::domain {
namespace {

constexpr std::string_view kSubjectInstead = "zeg in één regel waar het gesprek over gaat, `Van een nachtelijke batch naar streams`";

constexpr FindingRow kRows[] = {
    {"GOLDEN_RULE",
     {"hier vraag je iemand om een mentorschap; dat is een grote belofte voor wie jou nog niet gesproken heeft",
      "vraag om één kort gesprek: 15 tot 20 minuten in de komende weken, met twee of drie vragen die deze persoon uit ervaring kan "
      "beantwoorden; daaruit kan een mentorschap groeien",
      "Heb je volgende week 15 minuten om te vertellen hoe jouw team overging op wekelijkse releases?"}},
    {"MENTEE_INVALID",
     {"dit is niet de naam van een profiel", "noem de persoon die de vraag stelt, zoals organizations/acme/profiles/ada",
      "organizations/acme/profiles/ada"}},
    {"MENTOR_COUNT",
     {"aantal mentoren: $0; 1 tot en met $1 is goed", "noem de mentor met wie je het liefst wilt praten, en daarna een paar anderen",
      "Eerst organizations/acme/profiles/grace, dan organizations/acme/profiles/alan"}},
    {"OPENING_COUNT",
     {"er zijn meer openingen dan mentoren na de eerste", "één voor elke mentor na de eerste",
      "Bij drie mentoren: de eerste in opening, de andere twee in further_openings"}},
    {"MENTOR_INVALID",
     {"dit is niet de profielnaam van iemand anders in de organisatie", "noem het profiel van iemand anders in de organisatie",
      "organizations/acme/profiles/grace"}},
    {"MENTOR_TWICE", {"staat al in de lijst", "elke mentor één keer", "Eerst Grace, dan Alan, dan Barbara"}},
    {"MENTOR_UNKNOWN", {"kan niet gevraagd worden", "kies een mentor uit de aanbevelingen", "Iemand bovenaan je aanbevelingen"}},
    {"SUBJECT_LENGTH", {"aantal tekens: $0; $1 tot en met $2 is goed", kSubjectInstead, "Van een nachtelijke batch naar streams"}},
    {"SUBJECT_STOCK_PHRASE", {"dit kan boven elk bericht staan", kSubjectInstead, "De eerste weken als teamleider"}},
    {"OPENING_LENGTH",
     {"aantal tekens: $0; $1 tot en met $2 is goed",
      "een of twee zinnen over iets wat deze mentor maakte of weet, en waarom het je aansprak",
      "Na je talk over kleine stappen heb ik ons plan voor de eerste maand omgegooid."}},
    {"SAME_TEXT",
     {"dezelfde of bijna dezelfde opening zou meer dan $0 mentoren bereiken",
      "schrijf voor elk van de anderen een nieuwe in further_openings: juist dat maakt dat mensen antwoorden",
      "Je artikel over rustige releases bracht me op het idee van een wekelijkse generale repetitie."}},
    {"OPENING_NOT_PERSONAL",
     {"noemt niets van wat de mentor op plaats $0 maakte of aanbiedt",
      "noem een artikel, talk of project van deze mentor bij de titel, of een vaardigheid die deze mentor aanbiedt",
      "In je talk 'Wachtrijen zonder tranen' herkende ik onze nachtelijke batch."}},
    {"INTRODUCTION_LENGTH",
     {"aantal tekens: $0; $1 tot en met $2 is goed", "twee of drie zinnen: wie je bent, waar je aan werkt, waarom deze mentor",
      "Ik werk met data en leid sinds dit voorjaar een team van vier. Jij hebt dat meegemaakt, en ik leer graag van je eerste maanden."}},
    {"QUESTION_COUNT",
     {"aantal vragen: $0; $1 tot en met $2 is goed", "enkele vragen die in één kort gesprek passen",
      "Wat verraste je het meest? Wat zou je nu weglaten?"}},
    {"QUESTION_LENGTH",
     {"aantal tekens: $0; $1 tot en met $2 is goed", "één open vraag in een of twee zinnen", "Wat zou je in de eerste week anders doen?"}},
    {"MINUTES_INVALID",
     {"aantal minuten: $0; $1 tot en met $2 is goed", "tegen een kort gesprek is het makkelijk ja zeggen", "15 minuten"}},
    {"WINDOW_INVALID", {"aantal dagen: $0; 1 tot en met $1 is goed", "de komende weken", "14 dagen"}},
    {"SLOT_COUNT",
     {"aantal momenten: $0; $1 tot en met $2 is goed",
      "bied momenten op verschillende dagen aan, dan hoeft de mentor er maar één te kiezen",
      "Dinsdag om 10:00, woensdag om 14:00 en vrijdag om 9:30"}},
    {"SLOT_INVALID",
     {"dit is geen moment dat minstens zo lang duurt als het gesprek en hoogstens 8 uur", "begin en einde van een moment",
      "2026-03-04T14:00:00Z tot 14:30"}},
    {"SLOT_IN_PAST", {"is al begonnen", "bied een moment aan dat nog komt", "Donderdag volgende week, 14:00 tot 14:30"}},
    {"SLOT_OUTSIDE_WINDOW",
     {"eindigt na de gekozen periode", "bied een moment aan binnen window_days", "Donderdag volgende week, bij een periode van 14 dagen"}},
    {"SLOT_OVERLAP",
     {"overlapt met een ander moment", "bied momenten aan die los van elkaar liggen", "14:00 tot 14:30 en 15:00 tot 15:30"}},
    {"TEXT_INVALID", {"dit is geen geldige UTF-8", "stuur UTF-8", "é als de twee bytes C3 A9"}},
    {"PROSPECT_UNKNOWN",
     {"dit staat niet op je eigen shortlist, of gaat niet over de eerste mentor",
      "noem iets van je eigen shortlist dat over de eerste mentor gaat, of laat het leeg", "organizations/acme/profiles/ada/prospects/x1"}},
    // Hints
    {"QUESTION_CLOSED",
     {"kan met ja of nee beantwoord worden", "begin met wat, hoe of welke: dat nodigt uit tot een verhaal",
      "Hoe koos je wat je als eerste deed?"}},
    {"OPENING_NAMES_NO_WORK",
     {"noemt een vaardigheid, maar niets wat de mentor maakte",
      "noem een artikel, talk of project van deze mentor bij de titel, en wat het je gaf",
      "Dankzij je artikel 'De stille release' is onze checklist half zo lang."}},
    {"INTRODUCTION_UNCONNECTED",
     {"zegt nog niet wat het te maken heeft met wat de mentor aanbiedt",
      "een zin over hoe je werk raakt aan een vaardigheid die deze mentor aanbiedt",
      "Jij helpt anderen met onderhandelen, en volgende maand spreek ik voor het eerst een leverancier."}},
    {"FEW_DAYS",
     {"de momenten liggen op minder dan drie verschillende dagen", "momenten op drie of meer verschillende dagen: dan past er vast wel een",
      "Dinsdagochtend, woensdagmiddag en vrijdagochtend"}},
    {"TEXT_LIKE_ANOTHER",
     {"lijkt veel op een opening die een andere mentor kreeg", "een zin die alleen bij deze mentor past",
      "Je project 'Open Grootboek' gaf antwoord op een vraag waar ik al maanden mee rondliep."}},
    // Any other
    {"", {"dit past nog niet helemaal", "kijk nog eens naar dit veld", "Een korte regel in je eigen woorden"}},
};

}  // namespace

absl::Span<const FindingRow> DutchFindingWords() { return kRows; }

}  // namespace gilde::matching::domain

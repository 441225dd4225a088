// The words of every message in Dutch: warm, short, never blaming; one easy next step.
#include "services/notification/domain/words.h"

namespace gilde::notification::domain {

namespace {

constexpr Words kWords[] = {
    {"advice-report", R"(Voor jullie gesprek: wat kwam er van het advies?)",
     R"(Hallo {{GIVEN_NAME}},

Je spreekt {{#PARTNER}}{{PARTNER}} {{/PARTNER}}op {{TIME}}. Er is advies waar je nog niet op terugkwam.

Twee regels zijn genoeg: wat je probeerde en wat eruit kwam. "Nog niet" is ook een antwoord.)"},
    {"agenda-missed", R"(Een woord over je volgende gesprek)",
     R"(Hallo {{GIVEN_NAME}},

Er is nog geen agenda voor {{TIME}}. Dat kan gebeuren.

Drie regels helpen nog steeds: wat er bewoog, wat nu lastig is, wat je wilt vragen.)"},
    {"agenda-missed-mentor", R"(Je gesprek heeft nog geen agenda)",
     R"(Hallo {{GIVEN_NAME}},

Er is nog geen agenda voor {{TIME}}{{#PARTNER}} met {{PARTNER}}{{/PARTNER}}.

Je mag het laten staan, korter maken of verzetten. Alles is goed.)"},
    {"agenda-nudge", R"(Waar wil je het over hebben?)",
     R"(Hallo {{GIVEN_NAME}},

Je spreekt {{#PARTNER}}{{PARTNER}} {{/PARTNER}}op {{TIME}}.

Een korte agenda een dag ervoor helpt jullie allebei: wat er bewoog, wat nu lastig is, wat je wilt vragen.)"},
    {"agreement-proposed", R"(Een afspraak om te lezen)",
     R"(Hallo {{GIVEN_NAME}},

{{#PARTNER}}{{PARTNER}} heeft opgeschreven hoe jullie kunnen samenwerken.{{/PARTNER}}

Lees het als je vijf minuten hebt. Onderteken het als het past, of stel iets anders voor.)"},
    {"appreciation-given", R"(Iemand zegt dank je wel)",
     R"(Hallo {{GIVEN_NAME}},

{{#PARTNER}}{{PARTNER}} schreef op wat jij voor hen deed.{{/PARTNER}}

Het wacht op je in het portaal. Geniet ervan.)"},
    {"attendance-asked", R"(Hebben jullie elkaar gesproken?)",
     R"(Hallo {{GIVEN_NAME}},

Jullie gesprek van {{TIME}}{{#PARTNER}} met {{PARTNER}}{{/PARTNER}} is begonnen, of zou beginnen.

Een klik zegt of het doorging. Kwam er iets tussen, dan is dat goed: kies een ander moment.)"},
    {"contact-touch", R"(Even hallo zeggen?)",
     R"(Hallo {{GIVEN_NAME}},

Het is een tijd geleden dat jij en {{#PARTNER}}{{PARTNER}}{{/PARTNER}} elkaar spraken.

Een regel over hoe het gaat is genoeg. Je hoeft niets te doen.)"},
    {"ended-completed", R"(Dit hebben jullie samen gedaan)",
     R"(Hallo {{GIVEN_NAME}},

Je mentorschap{{#PARTNER}} met {{PARTNER}}{{/PARTNER}} is tot een goed einde gekomen. Dat is een succes.

Kijk even terug: wat is er veranderd? Als je wilt, houd dan een of twee keer per jaar contact.)"},
    {"ended-leaver", R"(Je mentorschap is afgesloten)",
     R"(Hallo {{GIVEN_NAME}},

Je mentorschap{{#PARTNER}} met {{PARTNER}}{{/PARTNER}} is afgesloten, omdat er in de organisatie iets veranderde.

Dank je voor de tijd die je gaf. Je programma helpt je verder als je wilt.)"},
    {"ended-mismatch", R"(Dank je voor jullie tijd samen)",
     R"(Hallo {{GIVEN_NAME}},

Je mentorschap{{#PARTNER}} met {{PARTNER}}{{/PARTNER}} is afgesloten. Dank je voor de tijd en aandacht die je gaf.

Niet elk paar past bij elk doel, en het is goed om dat vroeg te zeggen. Je programma zorgt voor de volgende stap.)"},
    {"ended-moved-on", R"(Tijd om verder te gaan, met dank)",
     R"(Hallo {{GIVEN_NAME}},

Jij en {{#PARTNER}}{{PARTNER}}{{/PARTNER}} spraken elkaar een tijd niet, daarom sloten we dit mentorschap af. Dat
overkomt veel mensen in drukke tijden.

Er wordt niets van je verwacht. Je bent welkom om opnieuw te beginnen wanneer het je past.)"},
    {"ended-other", R"(Dit mentorschap is afgesloten)",
     R"(Hallo {{GIVEN_NAME}},

Je mentorschap{{#PARTNER}} met {{PARTNER}}{{/PARTNER}} is afgesloten. Dank je voor het gesprek.

Wil je met iemand verder, dan laat je programma zien wie kan passen.)"},
    {"enrollment-active", R"(Welkom{{#PROGRAM}} bij {{PROGRAM}}{{/PROGRAM}})",
     R"(Hallo {{GIVEN_NAME}},

Je doet mee{{#PROGRAM}} aan {{PROGRAM}}{{/PROGRAM}}. Fijn dat je er bent.

Een kleine eerste stap: bekijk je profiel en zeg in een regel waar je op hoopt.)"},
    {"enrollment-invited", R"(Je bent uitgenodigd{{#PROGRAM}} voor {{PROGRAM}}{{/PROGRAM}})",
     R"(Hallo {{GIVEN_NAME}},

Je bent uitgenodigd om mee te doen{{#PROGRAM}} aan {{PROGRAM}}{{/PROGRAM}}.

{{#UNTIL}}De plek blijft voor je vrij tot {{UNTIL}}. {{/UNTIL}}Ja en nee zijn allebei goede antwoorden.)"},
    {"enrollment-waitlisted", R"(Je staat op de wachtlijst)",
     R"(Hallo {{GIVEN_NAME}},

Alle plekken{{#PROGRAM}} in {{PROGRAM}}{{/PROGRAM}} zijn nu bezet. Je staat op de lijst, op volgorde van binnenkomst.

Zodra er een plek vrij is, is die voor jou en laten we het meteen weten.)"},
    {"feedback-given", R"(Feedback voor jou)",
     R"(Hallo {{GIVEN_NAME}},

{{#PARTNER}}{{PARTNER}} schreef feedback voor je: een situatie, wat je deed en waar het toe leidde.

{{/PARTNER}}Lees het op een rustig moment en laat weten dat je het las.)"},
    {"first-meeting", R"(Een moment voor jullie eerste gesprek)",
     R"(Hallo {{GIVEN_NAME}},

Jij en {{#PARTNER}}{{PARTNER}}{{/PARTNER}} kozen nog geen moment.

Vijftien minuten is genoeg. Het portaal laat zien wanneer jullie allebei kunnen.)"},
    {"first-meeting-owner", R"(Een paar heeft nog geen eerste gesprek)",
     R"(Hallo {{GIVEN_NAME}},

Twee weken na het begin heeft een paar{{#PROGRAM}} in {{PROGRAM}}{{/PROGRAM}} nog geen eerste gesprek.

Een vriendelijk woord van een mens kan helpen. Het portaal laat zien welk paar.)"},
    {"follow-up-missed", R"(Een late dank je wel is prima)",
     R"(Hallo {{GIVEN_NAME}},

Je gesprek{{#PARTNER}} met {{PARTNER}}{{/PARTNER}} verdient een regel.

Bedank en noem een ding dat je meeneemt. Laat is prima.)"},
    {"follow-up-nudge", R"(Twee regels na jullie gesprek)",
     R"(Hallo {{GIVEN_NAME}},

Je sprak{{#PARTNER}} met {{PARTNER}}{{/PARTNER}} gisteren.

Zeg dank je wel, noem een of twee dingen die je meeneemt, en wanneer je elkaar weer wilt spreken.)"},
    {"gratitude", R"(Je hebt een doel bereikt)",
     R"(Hallo {{GIVEN_NAME}},

{{#TITLE}}"{{TITLE}}": {{/TITLE}}het is gelukt. Gefeliciteerd.

Hielp iemand je onderweg? Een precieze dank je wel, wat die deed en wat het veranderde, is een cadeau.)"},
    {"invitation-unanswered", R"(Een uitnodiging is nog niet beantwoord)",
     R"(Hallo {{GIVEN_NAME}},

Iemand werd twee weken geleden uitgenodigd{{#PROGRAM}} voor {{PROGRAM}}{{/PROGRAM}} en antwoordde nog niet.

Je kunt het persoonlijk vragen, of de plek aan een ander geven.)"},
    {"invited-to-mentor", R"(Wil je het doorgeven?)",
     R"(Hallo {{GIVEN_NAME}},

Je bereikte wat je je voornam. Iemand anders staat nu waar jij stond.

Wil jij mentor worden? Je aanbod is al ingevuld met de doelen die je bereikte. Het is een uitnodiging, niet meer.)"},
    {"meeting-cancelled", R"(Je gesprek gaat niet door)",
     R"(Hallo {{GIVEN_NAME}},

Het gesprek van {{TIME}}{{#PARTNER}} met {{PARTNER}}{{/PARTNER}} gaat niet door. Het bestand bij dit bericht laat het
je agenda weten.

Gaan jullie verder, kies dan een ander moment dat past.)"},
    {"meeting-invitation", R"(Jullie spreken elkaar op {{TIME}})",
     R"(Hallo {{GIVEN_NAME}},

Je spreekt {{#PARTNER}}{{PARTNER}} {{/PARTNER}}op {{TIME}}. De uitnodiging voor je agenda zit hierbij.

{{#TIME_NOTE}}Het valt buiten de uren van {{TIME_NOTE}}: een dank je wel doet goed.{{/TIME_NOTE}})"},
    {"meeting-no-show", R"(Jullie gesprek kwam er niet van)",
     R"(Hallo {{GIVEN_NAME}},

Het gesprek van {{TIME}}{{#PARTNER}} met {{PARTNER}}{{/PARTNER}} kwam er niet van. Er komt weleens iets tussen.

Kies een ander moment, of tien minuten, of een paar regels op papier: alles telt.)"},
    {"meeting-reminder", R"(Jullie spreken elkaar op {{TIME}})",
     R"(Hallo {{GIVEN_NAME}},

Een herinnering: je spreekt {{#PARTNER}}{{PARTNER}} {{/PARTNER}}op {{TIME}}.

De agenda en wat je vorige keer schreef staan in het portaal.{{#TIME_NOTE}} Het valt buiten de uren van
{{TIME_NOTE}}.{{/TIME_NOTE}})"},
    {"mentor-reflection", R"(Even terugkijken, voor jezelf)",
     R"(Hallo {{GIVEN_NAME}},

Je bent nu zes weken mentor{{#PARTNER}} met {{PARTNER}}{{/PARTNER}}.

Wat leerde je zelf? Een regel is genoeg, en alleen jij ziet die tenzij je hem deelt.)"},
    {"mentor-reflection-end", R"(Wat nam je zelf mee?)",
     R"(Hallo {{GIVEN_NAME}},

Je mentorschap{{#PARTNER}} met {{PARTNER}}{{/PARTNER}} is klaar. Dank je wel.

Wat veranderde het voor jou? Een regel is genoeg, voor jezelf.)"},
    {"mentorship-proposed", R"(Er is een mentorschap voorgesteld)",
     R"(Hallo {{GIVEN_NAME}},

Er is je een mentorschap{{#PARTNER}} met {{PARTNER}}{{/PARTNER}} voorgesteld.

{{#UNTIL}}Je kunt antwoorden tot {{UNTIL}}. {{/UNTIL}}Het begint met een kort gesprek; ja en nee zijn allebei goede
antwoorden.)"},
    {"no-next-meeting", R"(Zullen we het volgende moment zoeken?)",
     R"(Hallo {{GIVEN_NAME}},

Jij en {{#PARTNER}}{{PARTNER}}{{/PARTNER}} hebben nog geen volgend gesprek.

Het portaal laat zien wanneer jullie allebei kunnen. Tien minuten telt ook.)"},
    {"no-request-yet", R"(Een kleine vraag is een goed begin)",
     R"(Hallo {{GIVEN_NAME}},

Je vroeg nog niemand. Een goed begin is klein: vijftien minuten en twee vragen.

Het portaal laat zien wie kan passen, en waarom. Je vraagt geen mentor, alleen een gesprek.)"},
    {"no-time-offered", R"(Geen tijd? Tien minuten telt)",
     R"(Hallo {{GIVEN_NAME}},

Het is lastig een moment te vinden{{#PARTNER}} met {{PARTNER}}{{/PARTNER}}. Dat gebeurt in volle weken.

Tien minuten is genoeg, of drie korte antwoorden op papier.)"},
    {"pause-ends", R"(Je pauze eindigt over een paar dagen)",
     R"(Hallo {{GIVEN_NAME}},

Je pauze{{#PARTNER}} met {{PARTNER}}{{/PARTNER}} eindigt{{#UNTIL}} op {{UNTIL}}{{/UNTIL}}. Welkom terug.

Kies een moment als je er klaar voor bent. Heb je langer nodig, zeg het dan.)"},
    {"pause-offered", R"(Zou een pauze helpen?)",
     R"(Hallo {{GIVEN_NAME}},

Het is stil{{#PARTNER}} tussen jou en {{PARTNER}}{{/PARTNER}}. Misschien is het er nu de tijd niet voor.

Je kunt met een klik pauzeren en later verdergaan. Je hoeft niet te antwoorden.)"},
    {"plain", R"({{SUBJECT}})", R"({{TEXT}})"},
    {"profile-unfinished", R"(Een regel over jou)",
     R"(Hallo {{GIVEN_NAME}},

Je profiel zegt nog niet wat je wilt leren, of wat je kunt geven.

Een vaardigheid is genoeg om mee te beginnen.)"},
    {"pulse", R"(Hoe gaat het, van 1 tot 5?)",
     R"(Hallo {{GIVEN_NAME}},

Hoe gaat je mentorschap{{#PARTNER}} met {{PARTNER}}{{/PARTNER}}, van 1 tot 5?

Een klik is genoeg. Het cijfer helpt je programma; je woorden blijven van jou.)"},
    {"rematch", R"(Je staat vooraan)",
     R"(Hallo {{GIVEN_NAME}},

Je staat vooraan voor een andere mentor, met wat je nu weet dat je nodig hebt.

Het portaal laat zien wie kan passen, en waarom.)"},
    {"request-accepted", R"(Het antwoord is ja)",
     R"(Hallo {{GIVEN_NAME}},

{{#PARTNER}}{{PARTNER}} wil graag met je praten{{/PARTNER}}{{#TITLE}} over "{{TITLE}}"{{/TITLE}}.

Kies een moment en bereid drie open vragen voor.)"},
    {"request-declined", R"(Deze keer niet)",
     R"(Hallo {{GIVEN_NAME}},

Je verzoek{{#TITLE}} "{{TITLE}}"{{/TITLE}} vond nu niemand met ruimte. Het zegt niets over je vraag.

Het portaal laat zien wie er nog meer kan passen.)"},
    {"request-expired", R"(Je verzoek is verlopen)",
     R"(Hallo {{GIVEN_NAME}},

Je verzoek{{#TITLE}} "{{TITLE}}"{{/TITLE}} werd niet op tijd beantwoord. Mensen hebben het druk; het zegt niets over
je vraag.

Het portaal laat zien wie nu ruimte heeft.)"},
    {"request-moved-on", R"(Je verzoek gaat verder)",
     R"(Hallo {{GIVEN_NAME}},

Je verzoek{{#TITLE}} "{{TITLE}}"{{/TITLE}} ging door naar je volgende keuze.

Je hoeft niets te doen.)"},
    {"request-received", R"(Iemand wil graag met je praten)",
     R"(Hallo {{GIVEN_NAME}},

{{#PARTNER}}{{PARTNER}} vraagt je om een kort gesprek{{/PARTNER}}{{#TITLE}}: "{{TITLE}}"{{/TITLE}}.

Lees de vragen en kies een van de momenten, of zeg dat het nu niet past. Allebei is vriendelijk.)"},
    {"request-reminder", R"(Er wacht een vraag op je)",
     R"(Hallo {{GIVEN_NAME}},

{{#PARTNER}}{{PARTNER}} vroeg je een paar dagen geleden iets{{/PARTNER}}{{#TITLE}}: "{{TITLE}}"{{/TITLE}}.

Een ja, een nee of een ander moment: elk antwoord helpt.)"},
    {"soft-check-in", R"(Gewoon even hallo)",
     R"(Hallo {{GIVEN_NAME}},

Het is een tijd geleden{{#PARTNER}} dat jij en {{PARTNER}} elkaar spraken{{/PARTNER}}. We hopen dat het goed gaat.

Je hoeft niet te antwoorden. Wil je elkaar weer spreken, dan is een regel genoeg.)"},
    {"ten-minutes-offered", R"(Tien minuten, of drie regels?)",
     R"(Hallo {{GIVEN_NAME}},

Een heel gesprek{{#PARTNER}} met {{PARTNER}}{{/PARTNER}} is nu misschien te veel.

Tien minuten telt ook, en drie korte antwoorden op papier ook. Je hoeft niet te antwoorden als het niet past.)"},
    {"wrap-up", R"(Tijd om samen terug te kijken)",
     R"(Hallo {{GIVEN_NAME}},

Jij en {{#PARTNER}}{{PARTNER}}{{/PARTNER}} zijn bijna waar jullie heen wilden.

Zeg wat je wilt{{#UNTIL}}, tot {{UNTIL}}{{/UNTIL}}: nog even doorgaan, afronden, of een nieuw onderwerp. Een goed
einde is een succes.)"},
};

}  // namespace

absl::Span<const Words> DutchWords() { return kWords; }

}  // namespace gilde::notification::domain

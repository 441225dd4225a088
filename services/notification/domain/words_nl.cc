// The words of every message in Dutch: warm, short, never blaming; one easy next step.
#include "services/notification/domain/words.h"

namespace gilde::notification::domain {

namespace {

constexpr Words kWords[] = {
    {"advice-report", R"(Voor je gesprek: wat leverde het advies op?)",
     R"(Hallo {{GIVEN_NAME}},

Je hebt een gesprek{{#PARTNER}} met {{PARTNER}}{{/PARTNER}}{{#TIME}} op {{TIME}}{{/TIME}}. Er is advies van eerder om op terug te komen.

Twee regels in het portaal zijn genoeg: wat je probeerde en wat het veranderde. "Nog niet" is ook een goed antwoord.)"},
    {"advocacy-offered", R"(Zou je aanbevolen willen worden?)",
     R"(Hallo {{GIVEN_NAME}},

{{#PARTNER}}{{PARTNER}} wil graag een goed woord voor je doen.{{/PARTNER}} Waar het om gaat staat in het portaal.

Het gebeurt alleen als jij het wilt. "Liever niet" heeft geen reden nodig.)"},
    {"agenda-missed", R"(Een paar regels voor je volgende gesprek)",
     R"(Hallo {{GIVEN_NAME}},

Je gesprek{{#PARTNER}} met {{PARTNER}}{{/PARTNER}}{{#TIME}} op {{TIME}}{{/TIME}} heeft nog geen agenda, en dat is niet erg.

Drie regels helpen nog steeds: wat goed ging, wat nu lastig is, wat je wilt vragen. Je schrijft ze in het portaal.)"},
    {"agenda-missed-mentor", R"(Je gesprek heeft nog geen agenda)",
     R"(Hallo {{GIVEN_NAME}},

Je gesprek{{#PARTNER}} met {{PARTNER}}{{/PARTNER}}{{#TIME}} op {{TIME}}{{/TIME}} heeft nog geen agenda.

Je kunt het zo laten, korter maken of verzetten in het portaal. Alles is goed.)"},
    {"agenda-nudge", R"(Waar wil je het over hebben?)",
     R"(Hallo {{GIVEN_NAME}},

Je hebt een gesprek{{#PARTNER}} met {{PARTNER}}{{/PARTNER}}{{#TIME}} op {{TIME}}{{/TIME}}.

Een korte agenda helpt jullie allebei: wat goed ging, wat nu lastig is, wat je wilt vragen. Drie regels in het portaal zijn genoeg.)"},
    {"agreement-proposed", R"(Een afspraak om te lezen)",
     R"(Hallo {{GIVEN_NAME}},

Er is een voorstel voor hoe jullie kunnen samenwerken{{#PARTNER}}, van {{PARTNER}}{{/PARTNER}}.

Lees het in het portaal als je vijf minuten hebt. Onderteken het als het past, of stel iets anders voor.)"},
    {"appreciation-given", R"(Een dank je wel voor jou)",
     R"(Hallo {{GIVEN_NAME}},

Er staat een dank je wel voor je in het portaal{{#PARTNER}}, van {{PARTNER}}{{/PARTNER}}.

Er staat in wat je deed en wat het veranderde. Veel plezier met lezen.)"},
    {"attendance-asked", R"(Is je gesprek begonnen?)",
     R"(Hallo {{GIVEN_NAME}},

Je gesprek{{#PARTNER}} met {{PARTNER}}{{/PARTNER}}{{#TIME}} op {{TIME}}{{/TIME}} zou beginnen.

Met een klik in het portaal zeg je of het doorgaat. Gaat het niet door, dan is dat niet erg: je kunt een ander moment kiezen.)"},
    {"contact-touch", R"(Even hallo zeggen?)",
     R"(Hallo {{GIVEN_NAME}},

Je laatste gesprek{{#PARTNER}} met {{PARTNER}}{{/PARTNER}} is een tijd geleden.

Als je wilt, schrijf dan een regel over hoe het met je gaat. Je hoeft niets te doen.)"},
    {"ended-completed", R"(Dit hebben jullie samen gedaan)",
     R"(Hallo {{GIVEN_NAME}},

Je mentorschap{{#PARTNER}} met {{PARTNER}}{{/PARTNER}} is goed afgerond. Dat is een succes: gefeliciteerd en dank je wel.

Kijk even terug: wat is er veranderd? Als je wilt, houd dan een of twee keer per jaar contact.)"},
    {"ended-leaver", R"(Je mentorschap is afgesloten)",
     R"(Hallo {{GIVEN_NAME}},

Je mentorschap{{#PARTNER}} met {{PARTNER}}{{/PARTNER}} is afgesloten, omdat er iets veranderde in de organisatie.

Dank je wel voor de tijd die je gaf. Wil je verder, dan helpt je programma je graag.)"},
    {"ended-mismatch", R"(Dank je wel voor jullie tijd samen)",
     R"(Hallo {{GIVEN_NAME}},

Je mentorschap{{#PARTNER}} met {{PARTNER}}{{/PARTNER}} is afgesloten. Dank je wel voor de tijd en aandacht die je gaf.

Wil je een volgende stap zetten, dan helpt je programma je graag.)"},
    {"ended-moved-on", R"(Tijd om verder te gaan, met dank)",
     R"(Hallo {{GIVEN_NAME}},

Het is een tijd stil{{#PARTNER}} tussen jou en {{PARTNER}}{{/PARTNER}}, daarom is dit mentorschap nu afgesloten.
Dank je wel voor de tijd die je gaf.

Je hoeft niet te antwoorden. Wil je ooit opnieuw beginnen, dan ben je welkom in het portaal.)"},
    {"ended-other", R"(Dit mentorschap is afgesloten)",
     R"(Hallo {{GIVEN_NAME}},

Je mentorschap{{#PARTNER}} met {{PARTNER}}{{/PARTNER}} is afgesloten. Dank je wel voor de tijd die je gaf.

Wil je met iemand anders praten, dan laat het portaal zien wie kan passen.)"},
    {"enrollment-active", R"(Welkom{{#PROGRAM}} bij {{PROGRAM}}{{/PROGRAM}})",
     R"(Hallo {{GIVEN_NAME}},

Je doet nu mee{{#PROGRAM}} aan {{PROGRAM}}{{/PROGRAM}}. Fijn dat je er bent.

Een kleine eerste stap: open je profiel en zeg in een regel waar je op hoopt.)"},
    {"enrollment-invited", R"(Je bent uitgenodigd{{#PROGRAM}} voor {{PROGRAM}}{{/PROGRAM}})",
     R"(Hallo {{GIVEN_NAME}},

Je bent uitgenodigd om mee te doen{{#PROGRAM}} aan {{PROGRAM}}{{/PROGRAM}}.

Je kunt antwoorden in het portaal{{#UNTIL}} tot {{UNTIL}}{{/UNTIL}}. Ja en nee zijn allebei goede antwoorden.)"},
    {"enrollment-waitlisted", R"(Je staat op de wachtlijst)",
     R"(Hallo {{GIVEN_NAME}},

Alle plekken{{#PROGRAM}} in {{PROGRAM}}{{/PROGRAM}} zijn nu bezet, en je staat op de wachtlijst{{#PLACE}}, op plaats {{PLACE}}{{/PLACE}}.

Wie opnieuw gekoppeld moet worden, gaat voor; daarna telt wie het eerst kwam. De lijst schuift vanzelf op als er een plek vrijkomt.

Zodra er een plek voor je vrij is, laten we het je weten. Je hoeft niets te doen.)"},
    {"feedback-given", R"(Feedback voor jou)",
     R"(Hallo {{GIVEN_NAME}},

Er staat feedback voor je in het portaal{{#PARTNER}}, van {{PARTNER}}{{/PARTNER}}.

Lees het op een rustig moment. Met een klik laat je weten dat je het las.)"},
    {"first-meeting", R"(Een moment voor je eerste gesprek)",
     R"(Hallo {{GIVEN_NAME}},

Er is nog geen moment voor je eerste gesprek{{#PARTNER}} met {{PARTNER}}{{/PARTNER}}.

Vijftien minuten is genoeg. Het portaal laat zien wanneer jullie allebei kunnen: kies wat je past.)"},
    {"first-meeting-owner", R"(Een paar heeft nog geen eerste gesprek)",
     R"(Hallo {{GIVEN_NAME}},

Een paar{{#PROGRAM}} in {{PROGRAM}}{{/PROGRAM}} heeft nog geen moment voor een eerste gesprek.

Een vriendelijk woord van een mens kan helpen. Het portaal laat zien welk paar het is.)"},
    {"follow-up-missed", R"(Een late dank je wel is prima)",
     R"(Hallo {{GIVEN_NAME}},

Een dank je wel voor je gesprek{{#PARTNER}} met {{PARTNER}}{{/PARTNER}} is altijd welkom.

Noem een ding dat je hielp. Een regel in het portaal is genoeg.)"},
    {"follow-up-nudge", R"(Twee regels na je gesprek)",
     R"(Hallo {{GIVEN_NAME}},

Je had een gesprek{{#PARTNER}} met {{PARTNER}}{{/PARTNER}}.

Zeg dank je wel, noem een of twee dingen die je leerde, en zeg wanneer je weer wilt praten.
Twee regels in het portaal zijn genoeg.)"},
    {"glass-broken", R"(Iemand las wat jullie schreven)",
     R"(Hallo {{GIVEN_NAME}},

Een beheerder van het programma las wat jullie elkaar in het portaal schreven, en wat anders niemand ziet.

Wie het was en waarom staat in jullie tijdlijn. Heb je er een vraag over, stel die dan: dat mag.)"},
    {"gratitude", R"(Je hebt een doel bereikt)",
     R"(Hallo {{GIVEN_NAME}},

Je hebt een doel bereikt{{#TITLE}}: "{{TITLE}}"{{/TITLE}}. Gefeliciteerd!

Heeft iemand je geholpen? Als je wilt, vertel dan in een regel wat die persoon deed en wat het veranderde.)"},
    {"gratitude-introduction", R"(Je bent aan iemand voorgesteld)",
     R"(Hallo {{GIVEN_NAME}},

Je bent aan iemand voorgesteld. Er ging een deur voor je open.

Heeft het geholpen? Een regel dank met wat het veranderde is fijn om te lezen. In het portaal is er plaats voor.)"},
    {"group-person-left", R"(Je groep gaat door)",
     R"(Hallo {{GIVEN_NAME}},

Je groep{{#PARTNER}} met {{PARTNER}}{{/PARTNER}} gaat door zoals gepland. Eén persoon maakt er geen deel meer van uit.

Gesprekken met deze persoon gaan niet door; de andere blijven staan. Wil je een ander moment, dan laat het portaal zien wat kan.)"},
    {"introduction-accepted", R"(Het antwoord is ja)",
     R"(Hallo {{GIVEN_NAME}},

Degene die gevraagd is wil graag kennismaken. Wie het is, en hoe je het best contact zoekt, staat in het portaal.

Een kort eerste bericht is genoeg.)"},
    {"introduction-offered", R"(Mag iemand aan je voorgesteld worden?)",
     R"(Hallo {{GIVEN_NAME}},

Een mentor wil graag iemand aan je voorstellen. Waarvoor, dat staat in het portaal.

Jij beslist: niemand hoort je naam voordat je ja zegt, en "nu niet" heeft geen reden nodig.)"},
    {"invitation-unanswered", R"(Een uitnodiging staat nog open)",
     R"(Hallo {{GIVEN_NAME}},

Een uitnodiging{{#PROGRAM}} voor {{PROGRAM}}{{/PROGRAM}} staat nog open.

Een vriendelijk woord van een mens kan helpen. Het portaal laat zien welke uitnodiging het is.)"},
    {"invited-as-mentor", R"(Wil je iemands mentor worden?)",
     R"(Hallo {{GIVEN_NAME}},

Iemand wil graag van je leren en noemde jou als iemand om te vragen. Je zou een kort eerste gesprek kunnen hebben met mensen die zoeken wat jij weet.

Zeg in het portaal waarmee je kunt helpen, of dat het nu niet past. Allebei is goed.)"},
    {"invited-to-mentor", R"(Wil je mentor worden?)",
     R"(Hallo {{GIVEN_NAME}},

Je bereikte doelen waar anderen nog aan werken. Wil je een van hen helpen als mentor?

Je aanbod is al ingevuld: je kunt het lezen in het portaal en veranderen wat je wilt. Het is een uitnodiging, niet meer.)"},
    {"meeting-cancelled", R"(Je gesprek gaat niet door)",
     R"(Hallo {{GIVEN_NAME}},

Het gesprek{{#PARTNER}} met {{PARTNER}}{{/PARTNER}}{{#TIME}} op {{TIME}}{{/TIME}} gaat niet door.
Het bestand bij dit bericht haalt het uit je agenda.

Wil je op een ander moment praten, dan laat het portaal zien wat kan.)"},
    {"meeting-invitation", R"(Gesprek{{#TIME}} op {{TIME}}{{/TIME}})",
     R"(Hallo {{GIVEN_NAME}},

Je hebt een gesprek{{#PARTNER}} met {{PARTNER}}{{/PARTNER}}{{#TIME}} op {{TIME}}{{/TIME}}.
De uitnodiging bij dit bericht zet het in je agenda.

{{#TIME_NOTE}}Dit valt buiten de gewone uren van {{TIME_NOTE}}.
Een dank je wel voor vroeg opstaan of laat opblijven doet goed.{{/TIME_NOTE}})"},
    {"meeting-no-show", R"(Je gesprek vond niet plaats)",
     R"(Hallo {{GIVEN_NAME}},

Het gesprek{{#PARTNER}} met {{PARTNER}}{{/PARTNER}}{{#TIME}} op {{TIME}}{{/TIME}} vond niet plaats. Dat kan iedereen gebeuren.

Kies een ander moment, neem tien minuten, of schrijf een paar regels: alles telt.)"},
    {"meeting-reminder", R"(Gesprek{{#TIME}} op {{TIME}}{{/TIME}})",
     R"(Hallo {{GIVEN_NAME}},

Je hebt een gesprek{{#PARTNER}} met {{PARTNER}}{{/PARTNER}}{{#TIME}} op {{TIME}}{{/TIME}}. De agenda en je notities staan in het portaal.

{{#TIME_NOTE}}Dit valt buiten de gewone uren van {{TIME_NOTE}}.
Een dank je wel voor vroeg opstaan of laat opblijven doet goed.{{/TIME_NOTE}})"},
    {"mentor-reflection", R"(Even terugkijken, voor jezelf)",
     R"(Hallo {{GIVEN_NAME}},

Je bent nu een aantal weken mentor{{#PARTNER}} met {{PARTNER}}{{/PARTNER}}. Dank je wel.

Wat heb je zelf geleerd? Een regel, voor jezelf, is genoeg.)"},
    {"mentor-reflection-end", R"(Wat heb je zelf geleerd?)",
     R"(Hallo {{GIVEN_NAME}},

Je mentorschap{{#PARTNER}} met {{PARTNER}}{{/PARTNER}} is afgerond. Dank je wel.

Wat veranderde het voor jou? Een regel, voor jezelf, is genoeg.)"},
    {"mentorship-proposed", R"(Er is een mentorschap voorgesteld)",
     R"(Hallo {{GIVEN_NAME}},

Er is een mentorschap{{#PARTNER}} met {{PARTNER}}{{/PARTNER}} voorgesteld. Het begint met een kort gesprek.

Je kunt antwoorden in het portaal{{#UNTIL}} tot {{UNTIL}}{{/UNTIL}}. Ja en nee zijn allebei goede antwoorden.)"},
    {"next-touch", R"(Jullie zouden weer contact hebben)",
     R"(Hallo {{GIVEN_NAME}},

na je gesprek{{#PARTNER}} met {{PARTNER}}{{/PARTNER}} spraken jullie af om rond deze tijd weer contact te hebben.

Een korte groet is genoeg; een tijd voor een gesprek vind je in het portaal.)"},
    {"no-next-meeting", R"(Zullen we het volgende moment zoeken?)",
     R"(Hallo {{GIVEN_NAME}},

Er is nog geen volgend gesprek{{#PARTNER}} met {{PARTNER}}{{/PARTNER}}.

Het portaal laat zien wanneer jullie allebei kunnen: kies wat je past. Tien minuten telt ook.)"},
    {"no-request-yet", R"(Een kleine vraag is een goed begin)",
     R"(Hallo {{GIVEN_NAME}},

Een eerste gesprek is klein: vijftien minuten en twee vragen. Je vraagt om een gesprek, nog niet om een mentor.

Het portaal laat zien wie kan passen, en waarom. Als je wilt, vraag dan een persoon.)"},
    {"no-time-offered", R"(Geen tijd? Tien minuten telt)",
     R"(Hallo {{GIVEN_NAME}},

Een moment voor een gesprek{{#PARTNER}} met {{PARTNER}}{{/PARTNER}} is nu niet makkelijk te vinden. Dat komt voor.

Tien minuten is genoeg, of drie korte antwoorden in het portaal. Je hoeft nu niet te antwoorden.)"},
    {"pause-ends", R"(Je pauze eindigt binnenkort)",
     R"(Hallo {{GIVEN_NAME}},

Je pauze{{#PARTNER}} met {{PARTNER}}{{/PARTNER}} eindigt{{#UNTIL}} op {{UNTIL}}{{/UNTIL}}. Welkom terug.

Kies een moment in het portaal als je er klaar voor bent. Heb je langer nodig, zeg het dan.)"},
    {"pause-offered", R"(Zou een pauze helpen?)",
     R"(Hallo {{GIVEN_NAME}},

Het is een tijd stil{{#PARTNER}} tussen jou en {{PARTNER}}{{/PARTNER}}, en dat is niet erg.

Als een pauze helpt, is een klik in het portaal genoeg, en ga je later verder. Je hoeft niet te antwoorden.)"},
    {"plain", R"({{SUBJECT}})", R"({{TEXT}})"},
    {"profile-unfinished", R"(Een regel over jou)",
     R"(Hallo {{GIVEN_NAME}},

Je profiel heeft nog plek voor een regel: wat je wilt leren, of wat je kunt geven.

Een vaardigheid is genoeg om mee te beginnen. Je vult die in het portaal in.)"},
    {"pulse", R"(Hoe gaat het, van 1 tot 5?)",
     R"(Hallo {{GIVEN_NAME}},

Hoe gaat je mentorschap{{#PARTNER}} met {{PARTNER}}{{/PARTNER}}, van 1 tot 5?

Een klik in het portaal is genoeg. Het cijfer is voor je programma; je partner ziet het niet.)"},
    {"rematch", R"(Je staat bovenaan de lijst)",
     R"(Hallo {{GIVEN_NAME}},

Je staat bovenaan de lijst voor een andere mentor.

Het portaal laat zien wie kan passen, en waarom. Een kort gesprek is een goed begin.)"},
    {"request-accepted", R"(Het antwoord is ja)",
     R"(Hallo {{GIVEN_NAME}},

Je verzoek{{#TITLE}} "{{TITLE}}"{{/TITLE}} kreeg een ja{{#PARTNER}} van {{PARTNER}}{{/PARTNER}}.

Kies een moment in het portaal en bereid drie open vragen voor.)"},
    {"request-declined", R"(Deze keer niet)",
     R"(Hallo {{GIVEN_NAME}},

Niemand heeft nu tijd voor je verzoek{{#TITLE}} "{{TITLE}}"{{/TITLE}}. Het zegt niets over je vraag.

Het portaal laat zien wie er nog meer kan passen.)"},
    {"request-expired", R"(Je verzoek is verlopen)",
     R"(Hallo {{GIVEN_NAME}},

Je verzoek{{#TITLE}} "{{TITLE}}"{{/TITLE}} is verlopen zonder antwoord. Het zegt niets over je vraag.

Het portaal laat zien wie nu tijd heeft.)"},
    {"request-moved-on", R"(Je verzoek gaat verder)",
     R"(Hallo {{GIVEN_NAME}},

Je verzoek{{#TITLE}} "{{TITLE}}"{{/TITLE}} ligt nu bij je volgende keuze.

Je hoeft niets te doen. We laten het je weten als er een antwoord is.)"},
    {"request-received", R"(Een kort gesprek?)",
     R"(Hallo {{GIVEN_NAME}},

Je krijgt een verzoek om een kort gesprek{{#PARTNER}} van {{PARTNER}}{{/PARTNER}}{{#TITLE}}: "{{TITLE}}"{{/TITLE}}.

Lees de vragen in het portaal en kies een van de momenten. "Nu niet" is ook een goed antwoord.)"},
    {"request-reminder", R"(Er staat nog een vraag voor je open)",
     R"(Hallo {{GIVEN_NAME}},

Er is een vraag voor je{{#PARTNER}} van {{PARTNER}}{{/PARTNER}}{{#TITLE}}: "{{TITLE}}"{{/TITLE}}.

Ja, nee of een ander moment: elk antwoord is welkom. Een klik in het portaal is genoeg.)"},
    {"soft-check-in", R"(Gewoon even hallo)",
     R"(Hallo {{GIVEN_NAME}},

Je laatste gesprek{{#PARTNER}} met {{PARTNER}}{{/PARTNER}} is een tijd geleden. We hopen dat het goed met je gaat.

Je hoeft niet te antwoorden. Wil je weer praten, dan is een regel genoeg.)"},
    {"stretch-debrief", R"(Wat heb je eraan gehad?)",
     R"(Hallo {{GIVEN_NAME}},

De tijd die jullie afspraken om je opdracht door te nemen is bijna daar.

Twee regels in het portaal zijn genoeg: wat goed ging, en wat je anders zou doen. Het hoeft niet gelukt te zijn.)"},
    {"ten-minutes-offered", R"(Tien minuten, of drie regels?)",
     R"(Hallo {{GIVEN_NAME}},

Een heel gesprek{{#PARTNER}} met {{PARTNER}}{{/PARTNER}} is nu misschien veel.

Tien minuten telt ook, en drie korte antwoorden in het portaal ook. Je hoeft niet te antwoorden.)"},
    {"understanding-written", R"(Is dit wat je bedoelde?)",
     R"(Hallo {{GIVEN_NAME}},

Er staat een zin voor je in het portaal{{#PARTNER}}, van {{PARTNER}}{{/PARTNER}}. Die zegt wat begrepen is van wat je vertelde.

Zeg dat het zo is, of verbeter het. Allebei helpt.)"},
    {"win-created", R"(Er is iets goed gegaan)",
     R"(Hallo {{GIVEN_NAME}},

{{#PARTNER}}{{PARTNER}} heeft opgeschreven wat goed ging.{{/PARTNER}} Het staat in het portaal.

Een woord van jou maakt het twee keer zo mooi.)"},
    {"wrap-up", R"(Tijd om samen terug te kijken)",
     R"(Hallo {{GIVEN_NAME}},

Je mentorschap{{#PARTNER}} met {{PARTNER}}{{/PARTNER}} is bijna klaar, en een goed einde is een succes.

Kijk samen terug en kies in het portaal: nog even doorgaan, afronden, of een nieuw doel.

{{#UNTIL}}Je kunt kiezen tot {{UNTIL}}.{{/UNTIL}})"},
};

}  // namespace

absl::Span<const Words> DutchWords() { return kWords; }

}  // namespace gilde::notification::domain

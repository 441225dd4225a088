// The words of every message in German: warm, short, never blaming; one easy next step.
#include "services/notification/domain/words.h"

namespace gilde::notification::domain {

namespace {

constexpr Words kWords[] = {
    {"advice-report", R"(Vor deinem Gespräch: Was hat der Rat gebracht?)",
     R"(Hallo {{GIVEN_NAME}},

du hast ein Gespräch{{#PARTNER}} mit {{PARTNER}}{{/PARTNER}}{{#TIME}} am {{TIME}}{{/TIME}}.
Es gibt einen Rat vom letzten Mal, auf den ihr zurückkommen könnt.

Zwei Zeilen im Portal genügen: was du versucht hast und was sich dadurch verändert hat. „Noch nicht“ ist auch eine gute Antwort.)"},
    {"advocacy-offered", R"(Möchtest du empfohlen werden?)",
     R"(Hallo {{GIVEN_NAME}},

{{#PARTNER}}{{PARTNER}} möchte sich gern für dich einsetzen. {{/PARTNER}}Näheres steht im Portal.

Es geschieht nur, wenn du es willst. „Lieber nicht“ braucht keine Begründung.)"},
    {"agenda-missed", R"(Ein paar Zeilen für dein nächstes Gespräch)",
     R"(Hallo {{GIVEN_NAME}},

dein Gespräch{{#PARTNER}} mit {{PARTNER}}{{/PARTNER}}{{#TIME}} am {{TIME}}{{/TIME}} hat noch keine Agenda, und das ist in Ordnung.

Drei Zeilen helfen trotzdem: was gut lief, was gerade schwierig ist, was du fragen möchtest. Du kannst sie im Portal aufschreiben.)"},
    {"agenda-missed-mentor", R"(Dein Gespräch hat noch keine Agenda)",
     R"(Hallo {{GIVEN_NAME}},

dein Gespräch{{#PARTNER}} mit {{PARTNER}}{{/PARTNER}}{{#TIME}} am {{TIME}}{{/TIME}} hat noch keine Agenda.

Du kannst es so lassen, im Portal kürzen oder verschieben. Alles ist in Ordnung.)"},
    {"agenda-nudge", R"(Worüber möchtest du sprechen?)",
     R"(Hallo {{GIVEN_NAME}},

du hast ein Gespräch{{#PARTNER}} mit {{PARTNER}}{{/PARTNER}}{{#TIME}} am {{TIME}}{{/TIME}}.

Eine kurze Agenda hilft euch beiden: was gut lief, was gerade schwierig ist, was du fragen möchtest. Drei Zeilen im Portal genügen.)"},
    {"agreement-proposed", R"(Eine Vereinbarung zum Lesen)",
     R"(Hallo {{GIVEN_NAME}},

es gibt einen Vorschlag{{#PARTNER}} von {{PARTNER}}{{/PARTNER}}, wie ihr zusammenarbeiten könntet.

Lies ihn im Portal, wenn du fünf Minuten Zeit hast. Unterschreibe ihn, wenn er passt, oder schlage etwas anderes vor.)"},
    {"appreciation-given", R"(Ein Dankeschön für dich)",
     R"(Hallo {{GIVEN_NAME}},

im Portal wartet ein Dankeschön{{#PARTNER}} von {{PARTNER}}{{/PARTNER}} auf dich.

Darin steht, was du getan hast und was es verändert hat. Viel Freude beim Lesen.)"},
    {"attendance-asked", R"(Hat dein Gespräch begonnen?)",
     R"(Hallo {{GIVEN_NAME}},

für dein Gespräch{{#PARTNER}} mit {{PARTNER}}{{/PARTNER}}{{#TIME}} am {{TIME}}{{/TIME}} ist es so weit.

Ein Klick im Portal sagt, ob es stattfindet. Wenn nicht, ist das in Ordnung: Du kannst einen anderen Termin wählen.)"},
    {"contact-touch", R"(Ein kurzes Hallo?)",
     R"(Hallo {{GIVEN_NAME}},

dein letztes Gespräch{{#PARTNER}} mit {{PARTNER}}{{/PARTNER}} ist eine Weile her.

Wenn du magst, schreib eine Zeile, wie es dir geht. Du musst nichts tun.)"},
    {"ended-completed", R"(Das habt ihr gemeinsam geschafft)",
     R"(Hallo {{GIVEN_NAME}},

dein Mentoring{{#PARTNER}} mit {{PARTNER}}{{/PARTNER}} ist gut zu Ende gegangen. Das ist ein Erfolg: herzlichen Glückwunsch und danke.

Schau einen Moment zurück: Was hat sich verändert? Wenn ihr mögt, bleibt ein- oder zweimal im Jahr in Kontakt.)"},
    {"ended-leaver", R"(Dein Mentoring ist zu Ende)",
     R"(Hallo {{GIVEN_NAME}},

dein Mentoring{{#PARTNER}} mit {{PARTNER}}{{/PARTNER}} ist zu Ende, weil sich in der Organisation etwas verändert hat.

Danke für die Zeit, die du gegeben hast. Wenn du weitermachen möchtest, hilft dir dein Programm gern.)"},
    {"ended-mismatch", R"(Danke für eure gemeinsame Zeit)",
     R"(Hallo {{GIVEN_NAME}},

dein Mentoring{{#PARTNER}} mit {{PARTNER}}{{/PARTNER}} ist zu Ende. Danke für die Zeit und die Aufmerksamkeit, die du gegeben hast.

Wann immer du einen nächsten Schritt gehen möchtest, hilft dir dein Programm gern.)"},
    {"ended-moved-on", R"(Zeit weiterzugehen, mit Dank)",
     R"(Hallo {{GIVEN_NAME}},

eine Weile war es still{{#PARTNER}} zwischen dir und {{PARTNER}}{{/PARTNER}}, daher ist dieses Mentoring jetzt abgeschlossen.
Danke für die Zeit, die du gegeben hast.

Du brauchst nicht zu antworten. Wann immer du neu beginnen möchtest, bist du im Portal willkommen.)"},
    {"ended-other", R"(Dieses Mentoring ist zu Ende)",
     R"(Hallo {{GIVEN_NAME}},

dein Mentoring{{#PARTNER}} mit {{PARTNER}}{{/PARTNER}} ist zu Ende. Danke für die Zeit, die du gegeben hast.

Wenn du mit jemand anderem sprechen möchtest, zeigt das Portal, wer passen könnte.)"},
    {"enrollment-active", R"(Willkommen{{#PROGRAM}} bei {{PROGRAM}}{{/PROGRAM}})",
     R"(Hallo {{GIVEN_NAME}},

du bist jetzt{{#PROGRAM}} bei {{PROGRAM}}{{/PROGRAM}} dabei. Schön, dass du da bist.

Ein kleiner erster Schritt: Öffne dein Profil und sag in einer Zeile, was du dir erhoffst.)"},
    {"enrollment-invited", R"(Du bist eingeladen{{#PROGRAM}} zu {{PROGRAM}}{{/PROGRAM}})",
     R"(Hallo {{GIVEN_NAME}},

du bist eingeladen,{{#PROGRAM}} bei {{PROGRAM}}{{/PROGRAM}} mitzumachen.

Du kannst{{#UNTIL}} bis {{UNTIL}}{{/UNTIL}} im Portal antworten. Ja und Nein sind beides gute Antworten.)"},
    {"enrollment-waitlisted", R"(Du stehst auf der Warteliste)",
     R"(Hallo {{GIVEN_NAME}},

alle Plätze{{#PROGRAM}} bei {{PROGRAM}}{{/PROGRAM}} sind gerade vergeben,
und du stehst auf der Warteliste{{#PLACE}}, auf Platz {{PLACE}}{{/PLACE}}.

Wer neu vermittelt werden muss, kommt zuerst; danach zählt, wer zuerst da war. Die Liste rückt von selbst auf, wenn ein Platz frei wird.

Sobald ein Platz für dich frei ist, sagen wir dir Bescheid. Du musst nichts tun.)"},
    {"feedback-given", R"(Feedback für dich)",
     R"(Hallo {{GIVEN_NAME}},

im Portal gibt es Feedback{{#PARTNER}} von {{PARTNER}}{{/PARTNER}} für dich.

Lies es in einem ruhigen Moment. Ein Klick sagt, dass du es gelesen hast.)"},
    {"first-meeting", R"(Ein Termin für dein erstes Gespräch)",
     R"(Hallo {{GIVEN_NAME}},

für dein erstes Gespräch{{#PARTNER}} mit {{PARTNER}}{{/PARTNER}} gibt es noch keinen Termin.

Fünfzehn Minuten genügen. Das Portal zeigt, wann ihr beide Zeit habt: Wähle, was dir passt.)"},
    {"first-meeting-owner", R"(Ein Tandem hat noch kein erstes Gespräch)",
     R"(Hallo {{GIVEN_NAME}},

ein Tandem{{#PROGRAM}} bei {{PROGRAM}}{{/PROGRAM}} hat noch keinen Termin für ein erstes Gespräch.

Ein freundliches Wort von Mensch zu Mensch kann helfen. Das Portal zeigt, um welches Tandem es geht.)"},
    {"follow-up-missed", R"(Auch ein spätes Dankeschön tut gut)",
     R"(Hallo {{GIVEN_NAME}},

ein Dankeschön für dein Gespräch{{#PARTNER}} mit {{PARTNER}}{{/PARTNER}} ist jederzeit willkommen.

Nenne eine Sache, die dir geholfen hat. Eine Zeile im Portal genügt.)"},
    {"follow-up-nudge", R"(Zwei Zeilen nach deinem Gespräch)",
     R"(Hallo {{GIVEN_NAME}},

du hattest ein Gespräch{{#PARTNER}} mit {{PARTNER}}{{/PARTNER}}.

Sag danke, nenne ein oder zwei Dinge, die du gelernt hast, und sag, wann du wieder sprechen möchtest.
Zwei Zeilen im Portal genügen.)"},
    {"glass-broken", R"(Jemand hat gelesen, was ihr euch geschrieben habt)",
     R"(Hallo {{GIVEN_NAME}},

jemand aus der Programmleitung hat gelesen, was ihr einander im Portal geschrieben habt.

Wer es war und warum, steht in eurem Verlauf. Wenn du eine Frage dazu hast, dann stell sie: Das darfst du.)"},
    {"gratitude", R"(Du hast ein Ziel erreicht)",
     R"(Hallo {{GIVEN_NAME}},

du hast ein Ziel erreicht{{#TITLE}}: „{{TITLE}}“{{/TITLE}}. Herzlichen Glückwunsch!

Hat dir jemand geholfen? Wenn du magst, sag der Person in einer Zeile, was sie getan hat und was es verändert hat.)"},
    {"gratitude-introduction", R"(Du wurdest mit jemandem bekannt gemacht)",
     R"(Hallo {{GIVEN_NAME}},

du wurdest mit jemandem bekannt gemacht. Da ging eine Tür für dich auf.

Hat es geholfen? Über eine Zeile Dank mit dem, was sich verändert hat, freut man sich. Im Portal ist Platz dafür.)"},
    {"group-person-left", R"(Deine Gruppe macht weiter)",
     R"(Hallo {{GIVEN_NAME}},

deine Gruppe{{#PARTNER}} mit {{PARTNER}}{{/PARTNER}} macht weiter wie geplant. Eine Person ist nicht mehr dabei.

Gespräche mit dieser Person fallen aus; die anderen bleiben. Wenn du einen anderen Termin möchtest, zeigt das Portal, was möglich ist.)"},
    {"introduction-accepted", R"(Die Antwort ist Ja)",
     R"(Hallo {{GIVEN_NAME}},

die gefragte Person freut sich auf das Kennenlernen. Wer es ist und wie sie am liebsten angesprochen wird, steht im Portal.

Eine kurze erste Nachricht genügt.)"},
    {"introduction-offered", R"(Darf dir jemand vorgestellt werden?)",
     R"(Hallo {{GIVEN_NAME}},

aus einem Mentoring heraus möchte dir jemand eine Person vorstellen. Worum es geht, steht im Portal.

Du entscheidest: Niemand erfährt deinen Namen, bevor du Ja sagst, und „jetzt nicht“ braucht keine Begründung.)"},
    {"invitation-unanswered", R"(Eine Einladung ist noch offen)",
     R"(Hallo {{GIVEN_NAME}},

eine Einladung{{#PROGRAM}} zu {{PROGRAM}}{{/PROGRAM}} ist noch offen.

Ein freundliches Wort von Mensch zu Mensch kann helfen. Das Portal zeigt, um welche Einladung es geht.)"},
    {"invited-as-mentor", R"(Möchtest du jemanden begleiten?)",
     R"(Hallo {{GIVEN_NAME}},

jemand möchte gern von dir lernen und hat dich vorgeschlagen. Du könntest ein kurzes erstes Gespräch mit Menschen führen, die suchen, was du weißt.

Sag im Portal, wobei du helfen kannst, oder dass es gerade nicht passt. Beides ist in Ordnung.)"},
    {"invited-to-mentor", R"(Möchtest du jemanden begleiten?)",
     R"(Hallo {{GIVEN_NAME}},

du hast Ziele erreicht, an denen andere noch arbeiten. Möchtest du jemanden dabei im Mentoring begleiten?

Dein Angebot ist schon ausgefüllt: Du kannst es im Portal lesen und ändern, was du möchtest. Es ist eine Einladung, mehr nicht.)"},
    {"meeting-cancelled", R"(Dein Gespräch fällt aus)",
     R"(Hallo {{GIVEN_NAME}},

das Gespräch{{#PARTNER}} mit {{PARTNER}}{{/PARTNER}}{{#TIME}} am {{TIME}}{{/TIME}} fällt aus.
Die Datei zu dieser Nachricht nimmt es aus deinem Kalender.

Wenn du zu einer anderen Zeit sprechen möchtest, zeigt das Portal, was möglich ist.)"},
    {"meeting-invitation", R"(Gespräch{{#TIME}} am {{TIME}}{{/TIME}})",
     R"(Hallo {{GIVEN_NAME}},

du hast ein Gespräch{{#PARTNER}} mit {{PARTNER}}{{/PARTNER}}{{#TIME}} am {{TIME}}{{/TIME}}.
Die Einladung zu dieser Nachricht trägt es in deinen Kalender ein.

{{#TIME_NOTE}}Das liegt außerhalb der üblichen Zeiten von {{TIME_NOTE}}.
Ein Dankeschön für frühes Aufstehen oder langes Aufbleiben tut gut.{{/TIME_NOTE}})"},
    {"meeting-no-show", R"(Dein Gespräch kam nicht zustande)",
     R"(Hallo {{GIVEN_NAME}},

das Gespräch{{#PARTNER}} mit {{PARTNER}}{{/PARTNER}}{{#TIME}} am {{TIME}}{{/TIME}} kam nicht zustande. Das kann allen passieren.

Wähle einen anderen Termin, nimm dir zehn Minuten oder schreib ein paar Zeilen: Alles zählt.)"},
    {"meeting-reminder", R"(Gespräch{{#TIME}} am {{TIME}}{{/TIME}})",
     R"(Hallo {{GIVEN_NAME}},

du hast ein Gespräch{{#PARTNER}} mit {{PARTNER}}{{/PARTNER}}{{#TIME}} am {{TIME}}{{/TIME}}. Die Agenda und deine Notizen sind im Portal.

{{#TIME_NOTE}}Das liegt außerhalb der üblichen Zeiten von {{TIME_NOTE}}.
Ein Dankeschön für frühes Aufstehen oder langes Aufbleiben tut gut.{{/TIME_NOTE}})"},
    {"mentor-reflection", R"(Ein Moment zum Zurückschauen, für dich selbst)",
     R"(Hallo {{GIVEN_NAME}},

seit einigen Wochen gibst du im Mentoring{{#PARTNER}} mit {{PARTNER}}{{/PARTNER}} etwas weiter. Danke.

Was hast du selbst gelernt? Eine Zeile, für dich selbst, genügt.)"},
    {"mentor-reflection-end", R"(Was hast du selbst gelernt?)",
     R"(Hallo {{GIVEN_NAME}},

dein Mentoring{{#PARTNER}} mit {{PARTNER}}{{/PARTNER}} ist abgeschlossen. Danke.

Was hat es für dich verändert? Eine Zeile, für dich selbst, genügt.)"},
    {"mentorship-proposed", R"(Ein Vorschlag für ein Mentoring)",
     R"(Hallo {{GIVEN_NAME}},

es gibt einen Vorschlag für ein Mentoring{{#PARTNER}} mit {{PARTNER}}{{/PARTNER}}. Es beginnt mit einem kurzen Gespräch.

Du kannst{{#UNTIL}} bis {{UNTIL}}{{/UNTIL}} im Portal antworten. Ja und Nein sind beides gute Antworten.)"},
    {"next-touch", R"(Ihr wolltet wieder voneinander hören)",
     R"(Hallo {{GIVEN_NAME}},

nach deinem Gespräch{{#PARTNER}} mit {{PARTNER}}{{/PARTNER}} habt ihr euch vorgenommen, um diese Zeit wieder voneinander zu hören.

Ein kurzer Gruß genügt; eine Zeit für ein Gespräch findet sich im Portal.)"},
    {"no-next-meeting", R"(Finden wir den nächsten Termin?)",
     R"(Hallo {{GIVEN_NAME}},

es gibt noch kein nächstes Gespräch{{#PARTNER}} mit {{PARTNER}}{{/PARTNER}}.

Das Portal zeigt, wann ihr beide Zeit habt: Wähle, was dir passt. Auch zehn Minuten zählen.)"},
    {"no-request-yet", R"(Eine kleine Frage ist ein guter Anfang)",
     R"(Hallo {{GIVEN_NAME}},

ein erstes Gespräch ist klein: fünfzehn Minuten und zwei Fragen. Du bittest um ein Gespräch, noch nicht um ein Mentoring.

Das Portal zeigt, wer passen könnte und warum. Wenn du magst, frag eine Person.)"},
    {"no-time-offered", R"(Keine Zeit? Zehn Minuten zählen)",
     R"(Hallo {{GIVEN_NAME}},

ein Termin für ein Gespräch{{#PARTNER}} mit {{PARTNER}}{{/PARTNER}} ist gerade nicht leicht zu finden. Das kommt vor.

Zehn Minuten genügen, oder drei kurze Antworten im Portal. Du brauchst jetzt nicht zu antworten.)"},
    {"pause-ends", R"(Deine Pause endet bald)",
     R"(Hallo {{GIVEN_NAME}},

deine Pause{{#PARTNER}} mit {{PARTNER}}{{/PARTNER}} endet{{#UNTIL}} am {{UNTIL}}{{/UNTIL}}. Willkommen zurück.

Wähle im Portal einen Termin, wenn du so weit bist. Wenn du länger brauchst, sag Bescheid.)"},
    {"pause-offered", R"(Würde eine Pause helfen?)",
     R"(Hallo {{GIVEN_NAME}},

es ist still geworden{{#PARTNER}} zwischen dir und {{PARTNER}}{{/PARTNER}}, und das ist in Ordnung.

Wenn eine Pause hilft, genügt ein Klick im Portal, und du machst später weiter. Du brauchst nicht zu antworten.)"},
    {"plain", R"({{SUBJECT}})", R"({{TEXT}})"},
    {"profile-unfinished", R"(Eine Zeile über dich)",
     R"(Hallo {{GIVEN_NAME}},

in deinem Profil ist noch Platz für eine Zeile: was du lernen möchtest oder was du geben könntest.

Eine Fähigkeit genügt für den Anfang. Du kannst sie im Portal ergänzen.)"},
    {"pulse", R"(Wie läuft es, von 1 bis 5?)",
     R"(Hallo {{GIVEN_NAME}},

wie läuft dein Mentoring{{#PARTNER}} mit {{PARTNER}}{{/PARTNER}}, von 1 bis 5?

Ein Klick im Portal genügt. Die Zahl ist für dein Programm; dein Gegenüber sieht sie nicht.)"},
    {"rematch", R"(Du stehst ganz oben auf der Liste)",
     R"(Hallo {{GIVEN_NAME}},

du stehst ganz oben auf der Liste für ein neues Mentoring.

Das Portal zeigt, wer passen könnte und warum. Ein kurzes Gespräch ist ein guter Anfang.)"},
    {"request-accepted", R"(Die Antwort ist Ja)",
     R"(Hallo {{GIVEN_NAME}},

deine Anfrage{{#TITLE}} „{{TITLE}}“{{/TITLE}} hat ein Ja{{#PARTNER}} von {{PARTNER}}{{/PARTNER}} bekommen.

Wähle im Portal einen Termin und bereite drei offene Fragen vor.)"},
    {"request-declined", R"(Diesmal nicht)",
     R"(Hallo {{GIVEN_NAME}},

für deine Anfrage{{#TITLE}} „{{TITLE}}“{{/TITLE}} hat gerade niemand Zeit. Das sagt nichts über deine Frage.

Das Portal zeigt, wer sonst noch passen könnte.)"},
    {"request-expired", R"(Deine Anfrage ist abgelaufen)",
     R"(Hallo {{GIVEN_NAME}},

deine Anfrage{{#TITLE}} „{{TITLE}}“{{/TITLE}} ist ohne Antwort abgelaufen. Das sagt nichts über deine Frage.

Das Portal zeigt, wer jetzt Zeit hat.)"},
    {"request-moved-on", R"(Deine Anfrage geht weiter)",
     R"(Hallo {{GIVEN_NAME}},

deine Anfrage{{#TITLE}} „{{TITLE}}“{{/TITLE}} liegt jetzt bei deiner nächsten Wahl.

Du musst nichts tun. Wir sagen dir Bescheid, wenn es eine Antwort gibt.)"},
    {"request-received", R"(Ein kurzes Gespräch?)",
     R"(Hallo {{GIVEN_NAME}},

du hast eine Anfrage{{#PARTNER}} von {{PARTNER}}{{/PARTNER}} für ein kurzes Gespräch{{#TITLE}}: „{{TITLE}}“{{/TITLE}}.

Lies die Fragen im Portal und wähle einen der Termine. „Jetzt nicht“ ist auch eine gute Antwort.)"},
    {"request-reminder", R"(Eine Frage an dich ist noch offen)",
     R"(Hallo {{GIVEN_NAME}},

es gibt eine Frage{{#PARTNER}} von {{PARTNER}}{{/PARTNER}} an dich{{#TITLE}}: „{{TITLE}}“{{/TITLE}}.

Ja, Nein oder ein anderer Termin: Jede Antwort ist willkommen. Ein Klick im Portal genügt.)"},
    {"soft-check-in", R"(Einfach ein Hallo)",
     R"(Hallo {{GIVEN_NAME}},

dein letztes Gespräch{{#PARTNER}} mit {{PARTNER}}{{/PARTNER}} ist eine Weile her. Wir hoffen, dass es dir gut geht.

Du brauchst nicht zu antworten. Wenn du wieder sprechen möchtest, genügt eine Zeile.)"},
    {"stretch-debrief", R"(Was hast du mitgenommen?)",
     R"(Hallo {{GIVEN_NAME}},

bald ist die Zeit, die ihr vereinbart habt, um deine Aufgabe zu besprechen.

Zwei Zeilen im Portal genügen: was gut lief und was du anders machen würdest. Es muss nicht geklappt haben.)"},
    {"ten-minutes-offered", R"(Zehn Minuten oder drei Zeilen?)",
     R"(Hallo {{GIVEN_NAME}},

ein ganzes Gespräch{{#PARTNER}} mit {{PARTNER}}{{/PARTNER}} ist gerade vielleicht viel.

Zehn Minuten zählen auch, und drei kurze Antworten im Portal ebenso. Du brauchst nicht zu antworten.)"},
    {"understanding-written", R"(Ist es das, was du gemeint hast?)",
     R"(Hallo {{GIVEN_NAME}},

im Portal steht ein Satz für dich{{#PARTNER}}, von {{PARTNER}}{{/PARTNER}}. Er sagt, was von deiner Erzählung angekommen ist.

Sag, dass es so ist, oder stell es richtig. Beides hilft.)"},
    {"win-created", R"(Etwas ist gelungen)",
     R"(Hallo {{GIVEN_NAME}},

{{#PARTNER}}{{PARTNER}} hat aufgeschrieben, was gelungen ist.{{/PARTNER}} Es steht im Portal.

Ein Wort von dir macht es doppelt schön.)"},
    {"wrap-up", R"(Zeit, gemeinsam zurückzuschauen)",
     R"(Hallo {{GIVEN_NAME}},

dein Mentoring{{#PARTNER}} mit {{PARTNER}}{{/PARTNER}} nähert sich dem Ende, und ein gutes Ende ist ein Erfolg.

Schaut gemeinsam zurück und wählt im Portal: noch eine Weile weitermachen, abschließen oder ein neues Ziel.

{{#UNTIL}}Du kannst bis {{UNTIL}} wählen.{{/UNTIL}})"},
};

}  // namespace

absl::Span<const Words> GermanWords() { return kWords; }

}  // namespace gilde::notification::domain

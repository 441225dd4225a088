// The words of every message in Spanish: warm, short, never blaming; one easy next step.
#include "services/notification/domain/words.h"

namespace gilde::notification::domain {

namespace {

constexpr Words kWords[] = {
    {"advice-report", R"(Antes de tu reunión: ¿qué salió del consejo?)",
     R"(Hola, {{GIVEN_NAME}}:

Tienes una reunión{{#PARTNER}} con {{PARTNER}}{{/PARTNER}}{{#TIME}} el {{TIME}}{{/TIME}}. Hay un consejo de la última vez al que volver.

Bastan dos líneas en el portal: qué probaste y qué cambió. «Todavía no» también es una buena respuesta.)"},
    {"advocacy-offered", R"(¿Te gustaría recibir una recomendación?)",
     R"(Hola, {{GIVEN_NAME}}:

{{#PARTNER}}A {{PARTNER}} le gustaría hablar en tu favor. {{/PARTNER}}En el portal verás de qué se trata.

Solo se hará si tú quieres. «Mejor no» no necesita explicación.)"},
    {"agenda-missed", R"(Unas líneas para tu próxima reunión)",
     R"(Hola, {{GIVEN_NAME}}:

Tu reunión{{#PARTNER}} con {{PARTNER}}{{/PARTNER}}{{#TIME}} el {{TIME}}{{/TIME}} todavía no tiene orden del día, y no pasa nada.

Tres líneas siguen siendo útiles: qué va bien, qué es difícil ahora, qué quieres preguntar. Puedes escribirlas en el portal.)"},
    {"agenda-missed-mentor", R"(Tu reunión todavía no tiene orden del día)",
     R"(Hola, {{GIVEN_NAME}}:

Tu reunión{{#PARTNER}} con {{PARTNER}}{{/PARTNER}}{{#TIME}} el {{TIME}}{{/TIME}} todavía no tiene orden del día.

Puedes dejarla como está, acortarla o moverla en el portal. Todo está bien.)"},
    {"agenda-nudge", R"(¿De qué te gustaría hablar?)",
     R"(Hola, {{GIVEN_NAME}}:

Tienes una reunión{{#PARTNER}} con {{PARTNER}}{{/PARTNER}}{{#TIME}} el {{TIME}}{{/TIME}}.

Un orden del día breve ayuda a las dos partes: qué va bien, qué es difícil ahora, qué quieres preguntar.
Bastan tres líneas en el portal.)"},
    {"agreement-proposed", R"(Un acuerdo para leer)",
     R"(Hola, {{GIVEN_NAME}}:

Hay una propuesta{{#PARTNER}} de {{PARTNER}}{{/PARTNER}} sobre cómo podría ser el trabajo en común.

Léela en el portal cuando tengas cinco minutos. Fírmala si te encaja o propón otra cosa.)"},
    {"appreciation-given", R"(Un agradecimiento para ti)",
     R"(Hola, {{GIVEN_NAME}}:

En el portal hay un agradecimiento para ti{{#PARTNER}}, de {{PARTNER}}{{/PARTNER}}.

Dice qué hiciste y qué cambió. Que lo disfrutes.)"},
    {"attendance-asked", R"(¿Ha empezado tu reunión?)",
     R"(Hola, {{GIVEN_NAME}}:

Es la hora de tu reunión{{#PARTNER}} con {{PARTNER}}{{/PARTNER}}{{#TIME}}: {{TIME}}{{/TIME}}.

Un clic en el portal dice si tiene lugar. Si no, no pasa nada: puedes elegir otro momento.)"},
    {"contact-touch", R"(¿Un saludo breve?)",
     R"(Hola, {{GIVEN_NAME}}:

Tu última conversación{{#PARTNER}} con {{PARTNER}}{{/PARTNER}} fue hace un tiempo.

Si quieres, escribe una línea sobre cómo estás. No tienes que hacer nada.)"},
    {"ended-completed", R"(Un logro en común)",
     R"(Hola, {{GIVEN_NAME}}:

Tu mentoría{{#PARTNER}} con {{PARTNER}}{{/PARTNER}} ha llegado a buen fin. Es un éxito: felicidades y gracias.

Mira atrás un momento: ¿qué ha cambiado? Si quieres, mantén el contacto una o dos veces al año.)"},
    {"ended-leaver", R"(Tu mentoría ha terminado)",
     R"(Hola, {{GIVEN_NAME}}:

Tu mentoría{{#PARTNER}} con {{PARTNER}}{{/PARTNER}} ha terminado, porque algo cambió en la organización.

Gracias por el tiempo que diste. Si quieres seguir, tu programa te ayudará con gusto.)"},
    {"ended-mismatch", R"(Gracias por el tiempo compartido)",
     R"(Hola, {{GIVEN_NAME}}:

Tu mentoría{{#PARTNER}} con {{PARTNER}}{{/PARTNER}} ha terminado. Gracias por el tiempo y la atención que diste.

Cuando quieras dar un nuevo paso, tu programa te ayudará con gusto.)"},
    {"ended-moved-on", R"(Hora de seguir adelante, con gratitud)",
     R"(Hola, {{GIVEN_NAME}}:

Hace un tiempo que hay silencio{{#PARTNER}} entre {{PARTNER}} y tú{{/PARTNER}}, así que esta mentoría queda cerrada.
Gracias por el tiempo que diste.

No hace falta responder. Cuando quieras empezar de nuevo, el portal está abierto para ti.)"},
    {"ended-other", R"(Esta mentoría ha terminado)",
     R"(Hola, {{GIVEN_NAME}}:

Tu mentoría{{#PARTNER}} con {{PARTNER}}{{/PARTNER}} ha terminado. Gracias por el tiempo que diste.

Si quieres hablar con otra persona, el portal muestra quién podría encajar.)"},
    {"enrollment-active", R"(Te damos la bienvenida{{#PROGRAM}} a {{PROGRAM}}{{/PROGRAM}})",
     R"(Hola, {{GIVEN_NAME}}:

Ya participas{{#PROGRAM}} en {{PROGRAM}}{{/PROGRAM}}. Qué bien que estés aquí.

Un primer paso pequeño: abre tu perfil y di en una línea qué esperas.)"},
    {"enrollment-invited", R"(Una invitación para ti{{#PROGRAM}}: {{PROGRAM}}{{/PROGRAM}})",
     R"(Hola, {{GIVEN_NAME}}:

Tienes una invitación para participar{{#PROGRAM}} en {{PROGRAM}}{{/PROGRAM}}.

Puedes responder en el portal{{#UNTIL}} hasta el {{UNTIL}}{{/UNTIL}}. Tanto el sí como el no son buenas respuestas.)"},
    {"enrollment-waitlisted", R"(Estás en la lista de espera)",
     R"(Hola, {{GIVEN_NAME}}:

Todas las plazas{{#PROGRAM}} en {{PROGRAM}}{{/PROGRAM}} están ocupadas ahora,
y estás en la lista de espera{{#PLACE}}, en el puesto {{PLACE}}{{/PLACE}}.

Quien necesita una nueva mentoría va primero; después, por orden de llegada. La lista avanza por sí sola cuando queda libre una plaza.

En cuanto haya una plaza libre para ti, te avisaremos. No tienes que hacer nada.)"},
    {"feedback-given", R"(Comentarios para ti)",
     R"(Hola, {{GIVEN_NAME}}:

En el portal hay comentarios para ti{{#PARTNER}}, de {{PARTNER}}{{/PARTNER}}.

Léelos en un momento tranquilo. Un clic dice que los has leído.)"},
    {"first-meeting", R"(Un momento para tu primera conversación)",
     R"(Hola, {{GIVEN_NAME}}:

Todavía no hay fecha para tu primera conversación{{#PARTNER}} con {{PARTNER}}{{/PARTNER}}.

Bastan quince minutos. El portal muestra cuándo coinciden los horarios: elige lo que te venga bien.)"},
    {"first-meeting-owner", R"(Una pareja aún no tiene primera reunión)",
     R"(Hola, {{GIVEN_NAME}}:

Una pareja de mentoría{{#PROGRAM}} en {{PROGRAM}}{{/PROGRAM}} aún no tiene fecha para una primera reunión.

Una palabra amable, de persona a persona, puede ayudar. El portal muestra qué pareja es.)"},
    {"follow-up-missed", R"(Dar las gracias más tarde también vale)",
     R"(Hola, {{GIVEN_NAME}}:

Un agradecimiento por tu conversación{{#PARTNER}} con {{PARTNER}}{{/PARTNER}} siempre es bienvenido.

Nombra una cosa que te ayudó. Basta una línea en el portal.)"},
    {"follow-up-nudge", R"(Dos líneas después de tu conversación)",
     R"(Hola, {{GIVEN_NAME}}:

Tuviste una conversación{{#PARTNER}} con {{PARTNER}}{{/PARTNER}}.

Da las gracias, nombra una o dos cosas que aprendiste y di cuándo te gustaría volver a hablar.
Bastan dos líneas en el portal.)"},
    {"glass-broken", R"(Alguien leyó lo escrito en tu mentoría)",
     R"(Hola, {{GIVEN_NAME}}:

Una persona que administra el programa leyó lo escrito en tu mentoría, que normalmente no ve nadie más.

Quién fue y por qué está en la cronología. Si tienes una pregunta, puedes hacérsela a esa persona.)"},
    {"gratitude", R"(Has alcanzado un objetivo)",
     R"(Hola, {{GIVEN_NAME}}:

Has alcanzado un objetivo{{#TITLE}}: «{{TITLE}}»{{/TITLE}}. ¡Felicidades!

¿Te ayudó alguien? Si quieres, dile en una línea qué hizo y qué cambió.)"},
    {"gratitude-introduction", R"(Te han presentado a alguien)",
     R"(Hola, {{GIVEN_NAME}}:

Te han presentado a alguien. Se abrió una puerta para ti.

Si te ayudó, una línea de gracias con lo que cambió da alegría a quien la lee. En el portal hay un lugar para ella.)"},
    {"group-person-left", R"(Tu grupo sigue adelante)",
     R"(Hola, {{GIVEN_NAME}}:

Tu grupo{{#PARTNER}} con {{PARTNER}}{{/PARTNER}} sigue adelante como estaba previsto. Una persona ya no forma parte de él.

Las reuniones con esa persona no tendrán lugar; las demás se mantienen. Si quieres otro momento, el portal muestra qué es posible.)"},
    {"introduction-accepted", R"(La respuesta es sí)",
     R"(Hola, {{GIVEN_NAME}}:

La persona consultada acepta con gusto la presentación. En el portal verás quién es y cómo prefiere que la contacten.

Basta un primer mensaje breve.)"},
    {"introduction-offered", R"(¿Te pueden presentar a alguien?)",
     R"(Hola, {{GIVEN_NAME}}:

Desde una mentoría, alguien quiere presentarte a otra persona. En el portal verás para qué.

Tú decides: nadie sabrá tu nombre antes de tu sí, y «ahora no» no necesita explicación.)"},
    {"invitation-unanswered", R"(Una invitación sigue abierta)",
     R"(Hola, {{GIVEN_NAME}}:

Una invitación{{#PROGRAM}} a {{PROGRAM}}{{/PROGRAM}} sigue abierta.

Una palabra amable, de persona a persona, puede ayudar. El portal muestra qué invitación es.)"},
    {"invited-as-mentor", R"(¿Te gustaría acompañar a alguien?)",
     R"(Hola, {{GIVEN_NAME}}:

Alguien quiere aprender de ti y pensó en ti. Podrías tener una primera conversación corta con personas que buscan lo que tú sabes.

Di en el portal en qué puedes ayudar, o que ahora no es el momento. Las dos respuestas están bien.)"},
    {"invited-to-mentor", R"(¿Te gustaría acompañar a alguien?)",
     R"(Hola, {{GIVEN_NAME}}:

Alcanzaste objetivos en los que otras personas aún trabajan. ¿Te gustaría acompañar a una de ellas en una mentoría?

Tu oferta ya está preparada: puedes leerla en el portal y cambiar lo que quieras. Es una invitación, nada más.)"},
    {"meeting-cancelled", R"(Tu reunión no tendrá lugar)",
     R"(Hola, {{GIVEN_NAME}}:

La reunión{{#PARTNER}} con {{PARTNER}}{{/PARTNER}}{{#TIME}} el {{TIME}}{{/TIME}} no tendrá lugar.
El archivo de este mensaje la quita de tu calendario.

Si quieres otro momento, el portal muestra qué es posible.)"},
    {"meeting-invitation", R"(Reunión{{#TIME}} el {{TIME}}{{/TIME}})",
     R"(Hola, {{GIVEN_NAME}}:

Tienes una reunión{{#PARTNER}} con {{PARTNER}}{{/PARTNER}}{{#TIME}} el {{TIME}}{{/TIME}}.
La invitación de este mensaje la añade a tu calendario.

{{#TIME_NOTE}}Queda fuera del horario habitual de {{TIME_NOTE}}.
Un agradecimiento por madrugar o quedarse hasta tarde sienta bien.{{/TIME_NOTE}})"},
    {"meeting-no-show", R"(Tu reunión no tuvo lugar)",
     R"(Hola, {{GIVEN_NAME}}:

La reunión{{#PARTNER}} con {{PARTNER}}{{/PARTNER}}{{#TIME}} el {{TIME}}{{/TIME}} no tuvo lugar. Le puede pasar a cualquiera.

Elige otro momento, toma diez minutos o escribe unas líneas: todo cuenta.)"},
    {"meeting-reminder", R"(Reunión{{#TIME}} el {{TIME}}{{/TIME}})",
     R"(Hola, {{GIVEN_NAME}}:

Tienes una reunión{{#PARTNER}} con {{PARTNER}}{{/PARTNER}}{{#TIME}} el {{TIME}}{{/TIME}}. El orden del día y tus notas están en el portal.

{{#TIME_NOTE}}Queda fuera del horario habitual de {{TIME_NOTE}}.
Un agradecimiento por madrugar o quedarse hasta tarde sienta bien.{{/TIME_NOTE}})"},
    {"mentor-reflection", R"(Un momento para mirar atrás, para ti)",
     R"(Hola, {{GIVEN_NAME}}:

Desde hace unas semanas dedicas tu tiempo a una mentoría{{#PARTNER}} con {{PARTNER}}{{/PARTNER}}. Gracias.

¿Qué has aprendido tú? Basta una línea, para ti.)"},
    {"mentor-reflection-end", R"(¿Qué has aprendido tú?)",
     R"(Hola, {{GIVEN_NAME}}:

Tu mentoría{{#PARTNER}} con {{PARTNER}}{{/PARTNER}} se ha completado. Gracias.

¿Qué cambió para ti? Basta una línea, para ti.)"},
    {"mentorship-proposed", R"(Una propuesta de mentoría)",
     R"(Hola, {{GIVEN_NAME}}:

Hay una propuesta de mentoría{{#PARTNER}} con {{PARTNER}}{{/PARTNER}}. Empieza con una conversación breve.

Puedes responder en el portal{{#UNTIL}} hasta el {{UNTIL}}{{/UNTIL}}. Tanto el sí como el no son buenas respuestas.)"},
    {"next-touch", R"(Queríais volver a hablar)",
     R"(Hola, {{GIVEN_NAME}}:

Después de tu conversación{{#PARTNER}} con {{PARTNER}}{{/PARTNER}} acordasteis volver a hablar más o menos ahora.

Basta un saludo breve; en el portal se encuentra una hora para conversar.)"},
    {"no-next-meeting", R"(¿Buscamos el próximo momento?)",
     R"(Hola, {{GIVEN_NAME}}:

Todavía no hay próxima reunión{{#PARTNER}} con {{PARTNER}}{{/PARTNER}}.

El portal muestra cuándo coinciden los horarios: elige lo que te venga bien. Diez minutos también cuentan.)"},
    {"no-request-yet", R"(Una pregunta pequeña es un buen comienzo)",
     R"(Hola, {{GIVEN_NAME}}:

Una primera conversación es poca cosa: quince minutos y dos preguntas. Pides una conversación, todavía no una mentoría.

El portal muestra quién podría encajar y por qué. Si quieres, pregunta a una persona.)"},
    {"no-time-offered", R"(¿Sin tiempo? Diez minutos cuentan)",
     R"(Hola, {{GIVEN_NAME}}:

Ahora no es fácil encontrar un momento para una reunión{{#PARTNER}} con {{PARTNER}}{{/PARTNER}}. A veces pasa.

Bastan diez minutos, o tres respuestas breves en el portal. No hace falta responder ahora.)"},
    {"pause-ends", R"(Tu pausa termina pronto)",
     R"(Hola, {{GIVEN_NAME}}:

Tu pausa{{#PARTNER}} con {{PARTNER}}{{/PARTNER}} termina{{#UNTIL}} el {{UNTIL}}{{/UNTIL}}. Qué bien tenerte de vuelta.

Elige un momento en el portal cuando te venga bien. Si necesitas más tiempo, dilo.)"},
    {"pause-offered", R"(¿Ayudaría una pausa?)",
     R"(Hola, {{GIVEN_NAME}}:

Hay silencio{{#PARTNER}} entre {{PARTNER}} y tú{{/PARTNER}}, y no pasa nada.

Si una pausa ayuda, basta un clic en el portal, y sigues más adelante. No hace falta responder.)"},
    {"plain", R"({{SUBJECT}})", R"({{TEXT}})"},
    {"profile-unfinished", R"(Una línea sobre ti)",
     R"(Hola, {{GIVEN_NAME}}:

En tu perfil cabe una línea más: qué te gustaría aprender o qué podrías ofrecer.

Basta una habilidad para empezar. Puedes añadirla en el portal.)"},
    {"pulse", R"(¿Cómo va, del 1 al 5?)",
     R"(Hola, {{GIVEN_NAME}}:

¿Cómo va tu mentoría{{#PARTNER}} con {{PARTNER}}{{/PARTNER}}, del 1 al 5?

Basta un clic en el portal. El número es para tu programa; la otra persona no lo ve.)"},
    {"rematch", R"(Estás al principio de la lista)",
     R"(Hola, {{GIVEN_NAME}}:

Estás al principio de la lista para una nueva mentoría.

El portal muestra quién podría encajar y por qué. Una conversación breve es un buen comienzo.)"},
    {"request-accepted", R"(La respuesta es sí)",
     R"(Hola, {{GIVEN_NAME}}:

Tu solicitud{{#TITLE}} «{{TITLE}}»{{/TITLE}} tiene un sí{{#PARTNER}} de {{PARTNER}}{{/PARTNER}}.

Elige un momento en el portal y prepara tres preguntas abiertas.)"},
    {"request-declined", R"(Esta vez no)",
     R"(Hola, {{GIVEN_NAME}}:

Nadie tiene tiempo ahora para tu solicitud{{#TITLE}} «{{TITLE}}»{{/TITLE}}. Eso no dice nada de tu pregunta.

El portal muestra quién más podría encajar.)"},
    {"request-expired", R"(Tu solicitud ha terminado)",
     R"(Hola, {{GIVEN_NAME}}:

Tu solicitud{{#TITLE}} «{{TITLE}}»{{/TITLE}} ha terminado sin respuesta. Eso no dice nada de tu pregunta.

El portal muestra quién tiene tiempo ahora.)"},
    {"request-moved-on", R"(Tu solicitud sigue adelante)",
     R"(Hola, {{GIVEN_NAME}}:

Tu solicitud{{#TITLE}} «{{TITLE}}»{{/TITLE}} está ahora con tu siguiente opción.

No tienes que hacer nada. Te avisaremos cuando haya una respuesta.)"},
    {"request-received", R"(¿Una conversación breve?)",
     R"(Hola, {{GIVEN_NAME}}:

Tienes una solicitud{{#PARTNER}} de {{PARTNER}}{{/PARTNER}} para una conversación breve{{#TITLE}}: «{{TITLE}}»{{/TITLE}}.

Lee las preguntas en el portal y elige uno de los momentos. «Ahora no» también es una buena respuesta.)"},
    {"request-reminder", R"(Una pregunta para ti sigue abierta)",
     R"(Hola, {{GIVEN_NAME}}:

Hay una pregunta para ti{{#PARTNER}}, de {{PARTNER}}{{/PARTNER}}{{#TITLE}}: «{{TITLE}}»{{/TITLE}}.

Sí, no u otro momento: cualquier respuesta es bienvenida. Basta un clic en el portal.)"},
    {"soft-check-in", R"(Solo un saludo)",
     R"(Hola, {{GIVEN_NAME}}:

Tu última conversación{{#PARTNER}} con {{PARTNER}}{{/PARTNER}} fue hace un tiempo. Esperamos que estés bien.

No hace falta responder. Si quieres volver a hablar, basta una línea.)"},
    {"stretch-debrief", R"(¿Qué te llevas?)",
     R"(Hola, {{GIVEN_NAME}}:

Se acerca el momento acordado para hablar de tu reto.

Bastan dos líneas en el portal: qué fue bien y qué harías de otra manera. No hace falta que haya funcionado.)"},
    {"ten-minutes-offered", R"(¿Diez minutos o tres líneas?)",
     R"(Hola, {{GIVEN_NAME}}:

Una reunión entera{{#PARTNER}} con {{PARTNER}}{{/PARTNER}} quizá sea mucho ahora.

Diez minutos también cuentan, igual que tres respuestas breves en el portal. No hace falta responder.)"},
    {"understanding-written", R"(¿Es esto lo que querías decir?)",
     R"(Hola, {{GIVEN_NAME}}:

Hay una línea para ti en el portal{{#PARTNER}}, de {{PARTNER}}{{/PARTNER}}. Dice qué se entendió de lo que contaste.

Di que es así, o corrígelo. Las dos cosas ayudan.)"},
    {"win-created", R"(Algo ha salido bien)",
     R"(Hola, {{GIVEN_NAME}}:

{{#PARTNER}}{{PARTNER}} ha anotado algo que salió bien.{{/PARTNER}} Está en el portal.

Una palabra tuya lo hace el doble de bueno.)"},
    {"wrap-up", R"(Un momento para mirar atrás en común)",
     R"(Hola, {{GIVEN_NAME}}:

Tu mentoría{{#PARTNER}} con {{PARTNER}}{{/PARTNER}} se acerca a su fin, y un buen final es un éxito.

Repasa el camino con la otra persona y elige en el portal: seguir un tiempo, completarla o fijar un nuevo objetivo.

{{#UNTIL}}Puedes elegir hasta el {{UNTIL}}.{{/UNTIL}})"},
};

}  // namespace

absl::Span<const Words> SpanishWords() { return kWords; }

}  // namespace gilde::notification::domain

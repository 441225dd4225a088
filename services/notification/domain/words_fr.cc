// The words of every message in French: warm, short, never blaming; one easy next step.
// No-break spaces stand before : ; ? ! and within « ».
#include "services/notification/domain/words.h"

namespace gilde::notification::domain {

namespace {

constexpr Words kWords[] = {
    {"advice-report", R"(Avant ton rendez-vous : qu’a donné le conseil ?)",
     R"(Bonjour {{GIVEN_NAME}},

Tu as un rendez-vous{{#PARTNER}} avec {{PARTNER}}{{/PARTNER}}{{#TIME}} le {{TIME}}{{/TIME}}.
Il y a un conseil de la dernière fois sur lequel revenir.

Deux lignes dans le portail suffisent : ce que tu as essayé et ce que cela a changé. « Pas encore » est aussi une bonne réponse.)"},
    {"advocacy-offered", R"(Aimerais-tu recevoir une recommandation ?)",
     R"(Bonjour {{GIVEN_NAME}},

{{#PARTNER}}{{PARTNER}} aimerait parler en ta faveur. {{/PARTNER}}Le portail dit de quoi il s’agit.

Cela ne se fera que si tu le veux. « Plutôt non » n’a pas besoin d’explication.)"},
    {"agenda-missed", R"(Quelques lignes pour ton prochain rendez-vous)",
     R"(Bonjour {{GIVEN_NAME}},

Ton rendez-vous{{#PARTNER}} avec {{PARTNER}}{{/PARTNER}}{{#TIME}} le {{TIME}}{{/TIME}} n’a pas encore d’ordre du jour.
Ce n’est pas grave.

Trois lignes aident quand même : ce qui va bien, ce qui est difficile en ce moment, ce que tu veux demander.
Tu peux les écrire dans le portail.)"},
    {"agenda-missed-mentor", R"(Ton rendez-vous n’a pas encore d’ordre du jour)",
     R"(Bonjour {{GIVEN_NAME}},

Ton rendez-vous{{#PARTNER}} avec {{PARTNER}}{{/PARTNER}}{{#TIME}} le {{TIME}}{{/TIME}} n’a pas encore d’ordre du jour.

Tu peux le garder tel quel, le raccourcir ou le déplacer dans le portail. Tout convient.)"},
    {"agenda-nudge", R"(De quoi aimerais-tu parler ?)",
     R"(Bonjour {{GIVEN_NAME}},

Tu as un rendez-vous{{#PARTNER}} avec {{PARTNER}}{{/PARTNER}}{{#TIME}} le {{TIME}}{{/TIME}}.

Un petit ordre du jour est utile à vous deux : ce qui va bien, ce qui est difficile en ce moment, ce que tu veux demander.
Trois lignes dans le portail suffisent.)"},
    {"agreement-proposed", R"(Un accord à lire)",
     R"(Bonjour {{GIVEN_NAME}},

Voici une proposition{{#PARTNER}}, faite par {{PARTNER}},{{/PARTNER}} sur la façon dont vous pourriez travailler ensemble.

Lis-la dans le portail quand tu as cinq minutes. Signe-la si elle te convient, ou propose autre chose.)"},
    {"appreciation-given", R"(Un merci pour toi)",
     R"(Bonjour {{GIVEN_NAME}},

Un merci{{#PARTNER}} écrit par {{PARTNER}}{{/PARTNER}} t’attend dans le portail.

Il dit ce que tu as fait et ce que cela a changé. Bonne lecture.)"},
    {"attendance-asked", R"(Ton rendez-vous a-t-il commencé ?)",
     R"(Bonjour {{GIVEN_NAME}},

C’est l’heure de ton rendez-vous{{#PARTNER}} avec {{PARTNER}}{{/PARTNER}}{{#TIME}} : {{TIME}}{{/TIME}}.

Un clic dans le portail dit s’il a lieu. Sinon, ce n’est pas grave : tu peux choisir un autre moment.)"},
    {"contact-touch", R"(Un petit bonjour ?)",
     R"(Bonjour {{GIVEN_NAME}},

Ta dernière conversation{{#PARTNER}} avec {{PARTNER}}{{/PARTNER}} remonte à quelque temps.

Si tu veux, écris une ligne pour dire comment tu vas. Tu n’as rien à faire.)"},
    {"ended-completed", R"(Vous l’avez fait ensemble)",
     R"(Bonjour {{GIVEN_NAME}},

Ton mentorat{{#PARTNER}} avec {{PARTNER}}{{/PARTNER}} arrive à une belle fin. C’est une réussite : félicitations et merci.

Regarde un instant en arrière : qu’est-ce qui a changé ? Si vous voulez, restez en contact une ou deux fois par an.)"},
    {"ended-leaver", R"(Ton mentorat est terminé)",
     R"(Bonjour {{GIVEN_NAME}},

Ton mentorat{{#PARTNER}} avec {{PARTNER}}{{/PARTNER}} est terminé, parce que quelque chose a changé dans l’organisation.

Merci pour le temps que tu as donné. Si tu veux continuer, ton programme t’aidera avec plaisir.)"},
    {"ended-mismatch", R"(Merci pour ce temps partagé)",
     R"(Bonjour {{GIVEN_NAME}},

Ton mentorat{{#PARTNER}} avec {{PARTNER}}{{/PARTNER}} est terminé. Merci pour le temps et l’attention que tu as donnés.

Quand tu voudras faire un nouveau pas, ton programme t’aidera avec plaisir.)"},
    {"ended-moved-on", R"(Le moment de passer à la suite, avec un grand merci)",
     R"(Bonjour {{GIVEN_NAME}},

Tout est calme depuis un moment{{#PARTNER}} entre toi et {{PARTNER}}{{/PARTNER}}, alors ce mentorat est maintenant clos.
Merci pour le temps que tu as donné.

Pas besoin de répondre. Quand tu voudras recommencer, le portail te sera ouvert.)"},
    {"ended-other", R"(Ce mentorat est terminé)",
     R"(Bonjour {{GIVEN_NAME}},

Ton mentorat{{#PARTNER}} avec {{PARTNER}}{{/PARTNER}} est terminé. Merci pour le temps que tu as donné.

Si tu veux parler avec quelqu’un d’autre, le portail montre qui pourrait te convenir.)"},
    {"enrollment-active", R"(Bienvenue{{#PROGRAM}} dans {{PROGRAM}}{{/PROGRAM}})",
     R"(Bonjour {{GIVEN_NAME}},

Tu participes maintenant{{#PROGRAM}} à {{PROGRAM}}{{/PROGRAM}}. C’est un plaisir de te compter parmi nous.

Un petit premier pas : ouvre ton profil et dis en une ligne ce que tu espères.)"},
    {"enrollment-invited", R"(Une invitation pour toi{{#PROGRAM}} : {{PROGRAM}}{{/PROGRAM}})",
     R"(Bonjour {{GIVEN_NAME}},

Tu as une invitation à participer{{#PROGRAM}} à {{PROGRAM}}{{/PROGRAM}}.

Tu peux répondre dans le portail{{#UNTIL}} jusqu’au {{UNTIL}}{{/UNTIL}}. Oui et non sont deux bonnes réponses.)"},
    {"enrollment-waitlisted", R"(Tu es sur la liste d’attente)",
     R"(Bonjour {{GIVEN_NAME}},

Toutes les places{{#PROGRAM}} dans {{PROGRAM}}{{/PROGRAM}} sont prises pour l’instant,
et tu es sur la liste d’attente{{#PLACE}}, à la place {{PLACE}}{{/PLACE}}.

Qui doit être mis en relation à nouveau passe en premier ; ensuite, c’est dans l’ordre d’arrivée.
La liste avance d’elle-même dès qu’une place se libère.

Dès qu’une place se libère pour toi, nous te le disons. Tu n’as rien à faire.)"},
    {"feedback-given", R"(Un retour pour toi)",
     R"(Bonjour {{GIVEN_NAME}},

Un retour{{#PARTNER}} écrit par {{PARTNER}}{{/PARTNER}} t’attend dans le portail.

Lis-le à un moment calme. Un clic dit que tu l’as lu.)"},
    {"first-meeting", R"(Un moment pour ta première conversation)",
     R"(Bonjour {{GIVEN_NAME}},

Il n’y a pas encore de date pour ta première conversation{{#PARTNER}} avec {{PARTNER}}{{/PARTNER}}.

Quinze minutes suffisent. Le portail montre quand vous pouvez vous voir : choisis ce qui te convient.)"},
    {"first-meeting-owner", R"(Un binôme n’a pas encore de premier rendez-vous)",
     R"(Bonjour {{GIVEN_NAME}},

Un binôme{{#PROGRAM}} dans {{PROGRAM}}{{/PROGRAM}} n’a pas encore de date pour un premier rendez-vous.

Un mot amical, de personne à personne, peut aider. Le portail montre de quel binôme il s’agit.)"},
    {"follow-up-missed", R"(Un merci fait plaisir, même plus tard)",
     R"(Bonjour {{GIVEN_NAME}},

Un merci pour ta conversation{{#PARTNER}} avec {{PARTNER}}{{/PARTNER}} est bienvenu à tout moment.

Cite une chose qui t’a été utile. Une ligne dans le portail suffit.)"},
    {"follow-up-nudge", R"(Deux lignes après ta conversation)",
     R"(Bonjour {{GIVEN_NAME}},

Tu as eu une conversation{{#PARTNER}} avec {{PARTNER}}{{/PARTNER}}.

Dis merci, cite une ou deux choses que tu as apprises, et dis quand tu aimerais en reparler.
Deux lignes dans le portail suffisent.)"},
    {"glass-broken", R"(Quelqu’un a lu ce que vous vous êtes écrit)",
     R"(Bonjour {{GIVEN_NAME}},

Une personne qui administre le programme a lu ce que vous vous êtes écrit dans le portail.

Qui c’était et pourquoi figure dans votre historique. Si tu as une question à ce sujet, pose-la : tu en as le droit.)"},
    {"gratitude", R"(Tu as atteint un objectif)",
     R"(Bonjour {{GIVEN_NAME}},

Tu as atteint un objectif{{#TITLE}} : « {{TITLE}} »{{/TITLE}}. Félicitations !

As-tu eu l’aide de quelqu’un ? Si tu veux, dis à cette personne, en une ligne, ce qu’elle a fait et ce que cela a changé.)"},
    {"gratitude-introduction", R"(Une mise en relation pour toi)",
     R"(Bonjour {{GIVEN_NAME}},

Une mise en relation a été faite pour toi. Quelqu’un a ouvert une porte.

Si cela t’a été utile, une ligne de merci avec ce que cela a changé fait plaisir à lire. Elle a sa place dans le portail.)"},
    {"group-person-left", R"(Ton groupe continue)",
     R"(Bonjour {{GIVEN_NAME}},

Ton groupe{{#PARTNER}} avec {{PARTNER}}{{/PARTNER}} continue comme prévu. Une personne n’en fait plus partie.

Les rendez-vous avec cette personne n’auront pas lieu ; les autres sont maintenus.
Si tu veux un autre moment, le portail montre ce qui est possible.)"},
    {"introduction-accepted", R"(La réponse est oui)",
     R"(Bonjour {{GIVEN_NAME}},

La personne sollicitée accepte avec plaisir la mise en relation. Qui elle est, et comment elle préfère qu’on la contacte,
tu le trouveras dans le portail.

Un premier message court suffit.)"},
    {"introduction-offered", R"(Peut-on te présenter quelqu’un ?)",
     R"(Bonjour {{GIVEN_NAME}},

Dans le cadre d’un mentorat, on aimerait te présenter quelqu’un. Le portail dit à quel sujet.

C’est toi qui décides : personne n’apprend ton nom avant ton oui, et « pas maintenant » n’a pas besoin d’explication.)"},
    {"invitation-unanswered", R"(Une invitation est encore ouverte)",
     R"(Bonjour {{GIVEN_NAME}},

Une invitation{{#PROGRAM}} à {{PROGRAM}}{{/PROGRAM}} est encore ouverte.

Un mot amical, de personne à personne, peut aider. Le portail montre de quelle invitation il s’agit.)"},
    {"invited-as-mentor", R"(Aimerais-tu accompagner quelqu’un ?)",
     R"(Bonjour {{GIVEN_NAME}},

Quelqu’un aimerait apprendre de toi et a pensé à toi. Tu pourrais avoir un premier échange court avec des personnes qui cherchent ce que tu sais.

Dis dans le portail à quoi tu peux aider, ou que ce n’est pas le moment. Les deux conviennent.)"},
    {"invited-to-mentor", R"(Aimerais-tu accompagner quelqu’un ?)",
     R"(Bonjour {{GIVEN_NAME}},

Tu as atteint des objectifs auxquels d’autres travaillent encore. Aimerais-tu accompagner l’une de ces personnes dans un mentorat ?

Ton offre est déjà remplie : tu peux la lire dans le portail et changer ce que tu veux. C’est une invitation, rien de plus.)"},
    {"meeting-cancelled", R"(Ton rendez-vous n’aura pas lieu)",
     R"(Bonjour {{GIVEN_NAME}},

Le rendez-vous{{#PARTNER}} avec {{PARTNER}}{{/PARTNER}}{{#TIME}} le {{TIME}}{{/TIME}} n’aura pas lieu.
Le fichier joint à ce message le retire de ton calendrier.

Si tu veux un autre moment, le portail montre ce qui est possible.)"},
    {"meeting-invitation", R"(Rendez-vous{{#TIME}} le {{TIME}}{{/TIME}})",
     R"(Bonjour {{GIVEN_NAME}},

Tu as un rendez-vous{{#PARTNER}} avec {{PARTNER}}{{/PARTNER}}{{#TIME}} le {{TIME}}{{/TIME}}.
L’invitation jointe à ce message l’ajoute à ton calendrier.

{{#TIME_NOTE}}C’est en dehors des heures habituelles pour {{TIME_NOTE}}.
Un merci pour ce lever matinal ou cette soirée prolongée fait plaisir.{{/TIME_NOTE}})"},
    {"meeting-no-show", R"(Ton rendez-vous n’a pas eu lieu)",
     R"(Bonjour {{GIVEN_NAME}},

Le rendez-vous{{#PARTNER}} avec {{PARTNER}}{{/PARTNER}}{{#TIME}} le {{TIME}}{{/TIME}} n’a pas eu lieu. Cela peut arriver à tout le monde.

Choisis un autre moment, prends dix minutes ou écris quelques lignes : tout compte.)"},
    {"meeting-reminder", R"(Rendez-vous{{#TIME}} le {{TIME}}{{/TIME}})",
     R"(Bonjour {{GIVEN_NAME}},

Tu as un rendez-vous{{#PARTNER}} avec {{PARTNER}}{{/PARTNER}}{{#TIME}} le {{TIME}}{{/TIME}}.
L’ordre du jour et tes notes sont dans le portail.

{{#TIME_NOTE}}C’est en dehors des heures habituelles pour {{TIME_NOTE}}.
Un merci pour ce lever matinal ou cette soirée prolongée fait plaisir.{{/TIME_NOTE}})"},
    {"mentor-reflection", R"(Un moment pour regarder en arrière, pour toi)",
     R"(Bonjour {{GIVEN_NAME}},

Depuis quelques semaines, tu donnes de ton temps dans un mentorat{{#PARTNER}} avec {{PARTNER}}{{/PARTNER}}. Merci.

Et toi, qu’as-tu appris ? Une ligne, pour toi, suffit.)"},
    {"mentor-reflection-end", R"(Et toi, qu’as-tu appris ?)",
     R"(Bonjour {{GIVEN_NAME}},

Ton mentorat{{#PARTNER}} avec {{PARTNER}}{{/PARTNER}} est arrivé à son terme. Merci.

Qu’est-ce que cela a changé pour toi ? Une ligne, pour toi, suffit.)"},
    {"mentorship-proposed", R"(Une proposition de mentorat)",
     R"(Bonjour {{GIVEN_NAME}},

On te propose un mentorat{{#PARTNER}} avec {{PARTNER}}{{/PARTNER}}. Il commence par une courte conversation.

Tu peux répondre dans le portail{{#UNTIL}} jusqu’au {{UNTIL}}{{/UNTIL}}. Oui et non sont deux bonnes réponses.)"},
    {"next-touch", R"(Vous vouliez reprendre contact)",
     R"(Bonjour {{GIVEN_NAME}},

après ta conversation{{#PARTNER}} avec {{PARTNER}}{{/PARTNER}}, vous aviez prévu de reprendre contact à peu près maintenant.

Un petit bonjour suffit ; le portail trouve un moment pour se parler.)"},
    {"no-next-meeting", R"(On cherche le prochain moment ?)",
     R"(Bonjour {{GIVEN_NAME}},

Il n’y a pas encore de prochain rendez-vous{{#PARTNER}} avec {{PARTNER}}{{/PARTNER}}.

Le portail montre quand vous pouvez vous voir : choisis ce qui te convient. Dix minutes comptent aussi.)"},
    {"no-request-yet", R"(Une petite question est un bon début)",
     R"(Bonjour {{GIVEN_NAME}},

Une première conversation, c’est peu de chose : quinze minutes et deux questions.
Tu demandes une conversation, pas encore un mentorat.

Le portail montre qui pourrait te convenir, et pourquoi. Si tu veux, demande à une personne.)"},
    {"no-time-offered", R"(Pas le temps ? Dix minutes comptent)",
     R"(Bonjour {{GIVEN_NAME}},

En ce moment, il n’est pas facile de trouver une date pour un rendez-vous{{#PARTNER}} avec {{PARTNER}}{{/PARTNER}}. Cela arrive.

Dix minutes suffisent, ou trois réponses courtes dans le portail. Pas besoin de répondre maintenant.)"},
    {"pause-ends", R"(Ta pause se termine bientôt)",
     R"(Bonjour {{GIVEN_NAME}},

Ta pause{{#PARTNER}} avec {{PARTNER}}{{/PARTNER}} se termine{{#UNTIL}} le {{UNTIL}}{{/UNTIL}}. C’est un plaisir de te retrouver.

Choisis un moment dans le portail quand tu veux. S’il te faut plus de temps, dis-le.)"},
    {"pause-offered", R"(Une pause serait-elle utile ?)",
     R"(Bonjour {{GIVEN_NAME}},

Tout est calme{{#PARTNER}} entre toi et {{PARTNER}}{{/PARTNER}}, et ce n’est pas grave.

Si une pause est utile, un clic dans le portail suffit, et tu reprendras plus tard. Pas besoin de répondre.)"},
    {"plain", R"({{SUBJECT}})", R"({{TEXT}})"},
    {"profile-unfinished", R"(Une ligne sur toi)",
     R"(Bonjour {{GIVEN_NAME}},

Ton profil a encore de la place pour une ligne : ce que tu aimerais apprendre, ou ce que tu pourrais donner.

Une compétence suffit pour commencer. Tu peux l’ajouter dans le portail.)"},
    {"pulse", R"(Comment ça va, de 1 à 5 ?)",
     R"(Bonjour {{GIVEN_NAME}},

Comment va ton mentorat{{#PARTNER}} avec {{PARTNER}}{{/PARTNER}}, de 1 à 5 ?

Un clic dans le portail suffit. Le chiffre est pour ton programme ; l’autre personne ne le voit pas.)"},
    {"rematch", R"(Tu es en tête de liste)",
     R"(Bonjour {{GIVEN_NAME}},

Tu es en tête de liste pour un nouveau mentorat.

Le portail montre qui pourrait te convenir, et pourquoi. Une courte conversation est un bon début.)"},
    {"request-accepted", R"(La réponse est oui)",
     R"(Bonjour {{GIVEN_NAME}},

Ta demande{{#TITLE}} « {{TITLE}} »{{/TITLE}} est acceptée{{#PARTNER}} par {{PARTNER}}{{/PARTNER}}.

Choisis un moment dans le portail et prépare trois questions ouvertes.)"},
    {"request-declined", R"(Pas cette fois)",
     R"(Bonjour {{GIVEN_NAME}},

Personne n’a le temps en ce moment pour ta demande{{#TITLE}} « {{TITLE}} »{{/TITLE}}. Cela ne dit rien de ta question.

Le portail montre qui d’autre pourrait te convenir.)"},
    {"request-expired", R"(Ta demande a pris fin)",
     R"(Bonjour {{GIVEN_NAME}},

Ta demande{{#TITLE}} « {{TITLE}} »{{/TITLE}} a pris fin sans réponse. Cela ne dit rien de ta question.

Le portail montre qui a du temps maintenant.)"},
    {"request-moved-on", R"(Ta demande continue son chemin)",
     R"(Bonjour {{GIVEN_NAME}},

Ta demande{{#TITLE}} « {{TITLE}} »{{/TITLE}} passe maintenant à ton choix suivant.

Tu n’as rien à faire. Nous te le dirons quand il y aura une réponse.)"},
    {"request-received", R"(Une courte conversation ?)",
     R"(Bonjour {{GIVEN_NAME}},

Une courte conversation t’est demandée{{#PARTNER}} par {{PARTNER}}{{/PARTNER}}{{#TITLE}} : « {{TITLE}} »{{/TITLE}}.

Lis les questions dans le portail et choisis l’un des moments. « Pas maintenant » est aussi une bonne réponse.)"},
    {"request-reminder", R"(Une question pour toi est encore ouverte)",
     R"(Bonjour {{GIVEN_NAME}},

Il y a une question pour toi{{#PARTNER}}, posée par {{PARTNER}}{{/PARTNER}}{{#TITLE}} : « {{TITLE}} »{{/TITLE}}.

Oui, non ou un autre moment : toute réponse est bienvenue. Un clic dans le portail suffit.)"},
    {"soft-check-in", R"(Juste un bonjour)",
     R"(Bonjour {{GIVEN_NAME}},

Ta dernière conversation{{#PARTNER}} avec {{PARTNER}}{{/PARTNER}} remonte à quelque temps. Nous espérons que tu vas bien.

Pas besoin de répondre. Si tu as envie de reparler, une ligne suffit.)"},
    {"stretch-debrief", R"(Qu’en as-tu retiré ?)",
     R"(Bonjour {{GIVEN_NAME}},

Le moment que vous avez choisi pour parler de ta mission approche.

Deux lignes dans le portail suffisent : ce qui a bien marché et ce que tu ferais autrement. Pas besoin que cela ait réussi.)"},
    {"ten-minutes-offered", R"(Dix minutes, ou trois lignes ?)",
     R"(Bonjour {{GIVEN_NAME}},

Un rendez-vous entier{{#PARTNER}} avec {{PARTNER}}{{/PARTNER}}, c’est peut-être beaucoup en ce moment.

Dix minutes comptent aussi, tout comme trois réponses courtes dans le portail. Pas besoin de répondre.)"},
    {"understanding-written", R"(Est-ce bien ce que tu voulais dire ?)",
     R"(Bonjour {{GIVEN_NAME}},

Il y a une phrase pour toi dans le portail{{#PARTNER}}, de {{PARTNER}}{{/PARTNER}}. Elle dit ce qui a été compris de ce que tu as raconté.

Dis que c’est juste, ou corrige. Les deux aident.)"},
    {"win-created", R"(Quelque chose a réussi)",
     R"(Bonjour {{GIVEN_NAME}},

{{#PARTNER}}{{PARTNER}} a noté une réussite.{{/PARTNER}} Elle est dans le portail.

Un mot de toi la rend deux fois plus belle.)"},
    {"wrap-up", R"(Le moment de regarder en arrière ensemble)",
     R"(Bonjour {{GIVEN_NAME}},

Ton mentorat{{#PARTNER}} avec {{PARTNER}}{{/PARTNER}} touche à sa fin, et une belle fin est une réussite.

Regardez ensemble le chemin parcouru et choisissez dans le portail : continuer un peu, conclure ou prendre un nouvel objectif.

{{#UNTIL}}Tu peux choisir jusqu’au {{UNTIL}}.{{/UNTIL}})"},
};

}  // namespace

absl::Span<const Words> FrenchWords() { return kWords; }

}  // namespace gilde::notification::domain

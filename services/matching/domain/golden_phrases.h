// The words of the golden rule: how people ask "will you be my mentor?" in five languages, and how they say that they do not.
//
// One line a rule, over the folded words of one sentence (base::Words: lower case, no accents, apostrophes split words):
//   $name words...   a set of words that phrases may name
//   ~ words...       fillers, which may stand between the words that matter
//   + phrase         an ask, which counts unless a `-` phrase overlaps it
//   - phrase         something that only looks like one
// In a phrase:  a|b|$name  any one of these words;  a?  or nothing;  ~  up to 6 fillers;  *  up to 3 words of any kind;
//               ^  only at the start of the sentence, after fillers.
#pragma once

#include <string_view>

namespace gilde::matching::domain {

inline constexpr std::string_view kGoldenPhrases[] = {
    // English
    R"(
$will will would could can might may won wouldn couldn do
$would would could might can will d are were
$be be become being becoming act acting serve serving
$whether if whether hope hoping hoped that maybe perhaps
$wish like love want wish need hoping honored honoured delighted glad ask asking invite
$seek looking searching seeking hunting
~ please kindly possibly perhaps maybe ever consider considering be willing open able happy interested keen up like love want agree mind
~ to in for
~ as being officially also now then just really available free time have the too it if so hi hello dear hey would could d me i am m some
~ day one
~ someday personal career new official first technical professional permanent formal long term next honest thank you actually simply still
~ very
~ much from on this year and agreed accepted ve been have
+ $will t? you ~ $be ~ my|our|mine ~ mentor|mentors
+ $will t? you ~ $be ~ a|an ~ mentor to|for me|us
+ $will t? you ~ mentor|mentoring me|us
+ $whether you ~ $would ~ $be ~ my|our ~ mentor
+ $whether you ~ $would ~ mentor|mentoring me|us
+ $wish ~ you ~ $be|as ~ my|our|a ~ mentor
+ $wish ~ you ~ mentor me|us
+ $wish|honor|honour|privilege|great|wonderful|amazing ~ have|having|get|getting you ~ as|be ~ my|our|a ~ mentor
+ ^ be|become my|our ~ mentor
+ ^ please|pls mentor me|us
+ ^ mentor me|us
+ i|we m|am|are|re|was|were ~ $seek for? a|an|my|some * mentor|mentorship|mentoring
+ ^ $seek|in for? search|need? of? a|an|my * mentor
+ i|we ~ need|seek|require a|an * mentor
+ i|we would|d ~ like|love|appreciate a|an|your * mentor|mentorship
+ are|aren t? you ~ $be ~ my|our ~ mentor
+ are|aren t? you ~ mentor|mentoring me|us
+ are you ~ taking|accepting|looking|take|accept on|in|for? ~ any|new|more|another|a? new|more? mentees|mentee
+ take|taking|accept|accepting|consider|have|having me ~ as your|a ~ mentee|protege|mentoree
+ you would|could|d|might ~ be|make ~ a * mentor for|to me|us
+ chance|possibility|way|hope|wonder|wondering ~ you ~ $would ~ $be ~ my|our ~ mentor
+ be|become your ~ mentee|protege|mentoree
+ take me under your wing
+ for|under|request|requesting|ask|asking|receive|get ~ your mentorship
+ i|we ~ want|wanting|hope|hoping|wish|trying|like|love ~ find|get a|an|my * mentor
+ you ~ room|space|capacity|slot|place|spot for * mentee|mentees
+ chance|possibility|way|hope|wonder|wondering ~ you ~ mentor|mentoring me|us
+ $will u ~ $be ~ my|our|a ~ mentor
+ $will u ~ mentor me|us
+ you|u * * be|become|being|becoming|act|serve as? my|our mentor
+ role of? mentor for? me|us
+ you|u|r * * mentor|mentoring me|us
+ mentoring|mentored me|us
+ time|hour|hours|capacity|interest|interested|up|willing|keen|feel|room * * mentor|mentoring a|an|someone|somebody
+ be|being mentored by you
+ i|we|m|am * * need|lack|miss|missing|after|use|seek|seeking|want|wanting|search|searching|looking ~ a|an|my|some mentor
+ mentee|mentees spot|place|slot
+ if you * still|currently mentoring|taking
+ ^ mentor wanted|needed|sought
- thank|thanks|has|have|had|was|were|is|s|been|started|ended|stopped|who|used * mentor|mentored|mentoring me|us
+ suggested|recommended|advised|told|encouraged ~ i|me ~ find|get|seek a mentor
- not|never|t after a|an * mentor
- not|never|t|without|nobody|nor ~ $seek|asking|ask|asked|expecting|expect|requesting|hoping|want|wanting|need * you? * mentor|mentors
- instead of|off? asking|$seek * mentor
- rather than asking|ask|$seek * mentor
- when|before|while|after ~ i|we|people|you|someone? was|were|are|go? $seek for? * mentor
- was|were $seek for? a * mentor * years|months|ago|back|then|once
- mentor s
- my|our own mentor
)",
    // Dutch
    R"(
$will wil wilt zou kun kunt kan mag zul zult wilde wilden
$you je jij u jullie jou
$my mijn m onze
~ alsjeblieft alstublieft aub misschien eventueel graag ook even soms zo vriendelijk willen zijn worden de als mijn persoonlijke nieuwe
~ eerste
~ vaste een beetje om te aan dat je u jij jou mij me het leuk vinden bereid zou kunnen komende jaar dit nu voor in hallo beste hoi ik echt
~ heel dan
~ zitten overwegen open
~ toch gewoon vragen ervoor openstaan wel eens of ben wil vraag dringend momenteel
+ $will $you ~ $my|me|mij ~ mentor ~ zijn|worden|wezen
+ $will $you ~ zijn|worden|optreden ~ als? ~ $my ~ mentor
+ $will $you ~ een|als ~ mentor ~ zijn|voor|van ~ mij|me|ons
+ $will $you ~ me|mij|ons ~ mentoren|mentor
+ of|dat|als $you ~ $my ~ mentor ~ $will|worden|zijn|wordt|bent|werd|was
+ zin|tijd|interesse|bereid ~ $my ~ mentor ~ zijn|worden
+ graag|hopen|hoop|wil|wens ~ $you|dat ~ als|$you? ~ $my|een ~ mentor
+ zou ~ $you ~ als ~ $my|een? ~ mentor
+ ^ word|wees ~ $my ~ mentor
+ ik|we|wij ~ ben|zijn ~ op zoek naar een|mijn * mentor
+ ^ op zoek naar een|mijn * mentor
+ ^ op? zoek|gezocht|zoeken een * mentor
+ ik|we|wij ~ zoek|zoeken|wil|wens|heb een|nodig? ~ * mentor|mentoraat
+ ^ mentor gezocht|nodig
+ ik|we heb|hebben ~ een * mentor nodig
+ ben|bent $you ~ $my ~ mentor
+ ben|bent $you ~ bereid|beschikbaar|bereikbaar ~ als mentor
+ vragen|vraag|vroeg ~ $my ~ mentor ~ te|worden|zijn|wilt|wil|bent
+ jouw|je|uw ~ mentee ~ worden|zijn
+ $will|neem|nemen|neemt|accepteer $you? ~ me|mij ~ als ~ mentee
+ onder je|jouw|uw vleugels|hoede
+ heb|hebt|heeft|is $you|er ~ nog? plek|plaats|ruimte|tijd voor * mentee|mentees
+ ik|we|wij kan|kunnen ~ een * mentor ~ gebruiken
+ $you zou|zult|zal|kunt|kan ~ een * mentor ~ voor|van mij|me|ons
+ lijkt|vind|vindt|zie|ziet|overweeg|overweegt|sta|staat het? $you ~ $my ~ mentor ~ worden|zijn
+ lijkt|vind|vindt ~ $you ~ mij|me|ons ~ mentoren
+ mag|wil|zou|kan ik $you ~ mentor ~ vragen
+ neem|neemt|nemen|zoek|zoekt $you nog? ~ mentee|mentees
+ $you|jij * * mij|me|ons mentoren|mentor
+ zoeken|zoekende|zoektocht|speuren naar een * mentor
+ vind|vinden|vindt|lijkt|zeg|hou * * om? mijn|m|mn|onze mentor ~ worden|zijn
+ tijd|zin|bereid|bedoeling|mogelijk * * mijn|mn|onze mentor ~ te? worden|zijn
+ me|mij|ons * aanmelden|opgeven * als? mentee
+ jou|u|je als|tot mentor ~ krijgen|hebben|vragen
+ mis|missen|zoek|behoefte|toe|springen|gebruiken|gebruik|nodig * een * mentor
+ een mentor * gebruiken|nodig
+ verzoeken|vragen|verzoek|vraag * * als mijn|onze? mentor
+ ruimte|plek|plaats|tijd hebben|hebt|heb? voor * mentee|mentees
+ $will $you ~ mij|me|ons * * als mentor
- had|hadden|zocht|zochten|kreeg * * mentor
+ iemand|mij|me als mentee
+ jezelf|u|uzelf als mijn|onze mentor
+ gezocht|nodig mentor
- nooit|vroeger|destijds|toen * mentor * gehad|had
+ zin|tijd|interesse ~ mij|me|ons ~ mentoren
+ neem|neemt|nemen $you * * mentee|mentees
+ $will $you * * * mijn|m|mn|onze mentor ~ worden|zijn
+ wil|zou ik|wij ~ als mentor
+ ik|wij ~ jouw|je|uw mentee
+ mentor te zoeken|vinden
- geen * mentor
- heb|hebt|heeft|hebben|had al|reeds|zelf|nooit * mentor
- niet|geen|nooit|zonder * vragen|vraag|zoek|zoeken|verwacht|wil|bedoel|bedoeling * mentor
- vraag|zoek|verwacht|wil ~ $you? ~ niet|geen * mentor
- in plaats van * mentor
- toen|voordat|terwijl|hoe|wanneer ~ ik|mensen|$you * zocht|zoekt|zoeken|zoek|op * mentor
)",
    // German
    R"(
$will willst wollen wollt wurdest wuerdest wurden wuerden konntest koenntest konnten koennten kannst konnen koennen
$will mochtest moechtest mochten moechten magst darf
$wish wunsche wuensche hatte haette mochte moechte will wollte hoffe suche wurde wuerde
$my mein meine meinen meinem meiner unser unsere
$mentor mentor mentorin
~ bitte vielleicht eventuell gern gerne auch mal dir ihnen vorstellen es sich so nett sein zu als mein meine ein eine der die personliche
~ personlicher neuer neue erster fur fuer in diesem jahr mich mir kunftig hallo liebe lieber sehr ich dich sie du ob konnen wirklich
~ einfach doch etwas ausmachen moglich moeglich recht
~ bereit dazu langfristig offiziell offizieller hiermit fragen bitten werden dringend unbedingt derzeit gerade
+ $will du|sie|ihr|ich ~ $my|mir|mich|als ~ $mentor ~ sein|werden|sei|haben|gewinnen|bitten|fragen|ansehen|begleiten|betreuen|annehmen
+ $will du|sie ~ mich|uns ~ mentoren|mentorieren|mentor
+ $will du|sie ~ fur|fuer mich|uns ~ $mentor ~ sein|werden
+ ob|dass|wenn du|sie ~ $my|mir ~ $mentor ~ $will|sein|werden|wirst|bist|sind|warst|warest|waerst|waren|waeren
+ lust|zeit|interesse ~ $my ~ $mentor ~ sein|werden
+ $wish ~ dich|sie|dir|ihnen ~ als|zu|zum|zur ~ $my ~ $mentor
+ $wish ~ dich|sie ~ als ~ $mentor ~ gewinnen|haben|fragen|anfragen
+ wunsche|wuensche ~ dich|sie ~ als|zum|zur ~ $mentor
+ $wish|darf|bitte|frage ~ dich|sie ~ bitten|fragen|ob|zu? ~ $my ~ $mentor
+ ^ sei|seien|werde|werden du|sie? ~ $my ~ $mentor
+ bist|waren|waeren|warst|warest|waerst|waerest|sind du|sie ~ bereit|offen|so|nett|interessiert? ~ $my ~ $mentor
+ ich|wir ~ bin|sind|suche|suchen ~ auf? der? suche? nach? ~ eine|einen|einem|einer|$my * $mentor
+ ^ auf der suche nach einem|einer * $mentor
+ ^ suche|suchen ~ eine|einen * $mentor
+ ^ $mentor ~ gesucht
+ ich|wir ~ brauche|brauchen|brauchte|braeuchte|benotige|benoetige|$wish ~ gern|gerne? eine|einen * $mentor
+ ich|wir ~ dein|deine|ihr|ihre ~ mentee ~ werden|sein
+ nimm|nehmen|nimmst|akzeptieren du|sie? ~ mich ~ als * mentee
+ unter deine|ihre fittiche
+ deine|ihre|deinem|ihrem ~ mentee|mentoring ~ werden|sein|bewerben
+ hast|haben|hattest|hatten|haettest|haetten du|sie ~ noch? platz|raum|kapazitat|kapazitaet fur|fuer * mentee|mentees
+ ob|dass|wenn du|sie ~ als ~ $mentor ~ zur? verfugung|verfuegung|stehen|stehst|begleiten|begleitest|unterstutzen|unterstuetzen
+ ich|wir ~ ware|waere|waren|waeren|wurde|wuerde ~ dein|deine|ihr|ihre ~ mentee
+ nimmst|nehmen|suchst|suchen|betreust|betreuen du|sie ~ noch? neue|neuen? mentee|mentees
+ mich|uns ~ als|zu|zum ~ mentee ~ aufnehmen|aufzunehmen|annehmen|anzunehmen|nehmen|begleiten
+ wurde|wuerde|ware|waere es fur|fuer? dir|ihnen|dich|sie ~ $my ~ $mentor ~ sein|werden
+ mich|uns ~ zu? mentoren|mentorieren
+ sie|dich|euch|ihnen|dir ~ um? ein|eine ~ mentoring|mentorschaft
+ ausschau|suche|suchen nach einem|einer ~ $mentor
+ haltst|haeltst|halten|fandest|faendest|fanden|faenden du|sie ~ davon? $my $mentor ~ werden|sein
+ platz|plaetze|platze|kapazitat|kapazitaet|kapazitaten * mentee|mentees
+ mir|uns fehlt|fehlen * ein|eine $mentor
+ ubernehmen|uebernehmen|ersuchen|bitten * meine|unsere mentorenschaft|mentorschaft
+ meine|unsere mentorenschaft|mentorschaft
+ bock|lust|zeit|interesse ~ $my $mentor ~ sein|werden
+ dich|sie|euch ~ will|mochte|moechte|hatte|haette|wurde|wuerde ~ ich|wir als $mentor
+ dich|sie|euch ~ als $mentor * haben|gewinnen|anfragen|fragen
+ konnte|koennte|durfte|duerfte|kann|darf ~ ich|wir * bei? dir|ihnen * mentee ~ sein|werden
+ von? dir|ihnen|euch gementort|mentoriert
+ ich|wir * * ein|eine|einen $mentor ~ gebrauchen|brauchen
+ konntest|koenntest|konnten|koennten du|sie * $my $mentor ~ sein|werden
+ $mentor * an meiner seite
+ gesucht $mentor
+ ^ gesucht ~ $mentor
+ $will du|sie * * * $my $mentor ~ sein|werden
+ hatte|haette|mochte|moechte ~ dich|sie * * als ~ $mentor
+ wunsche|wuensche|suche|brauche ich|wir mir|uns? ein|eine|einen * $mentor
+ mir|uns ein|eine|einen $mentor ~ suchen|finden
- nicht|nie * fragen|bitten|frage|bitte * * $mentor
- nicht|nie|kein|keine|keinen|keinesfalls ~ * bitten|fragen|suche|frage|bitte|darum|$mentor
- frage|bitte|suche|erwarte|mochte|moechte ~ dich|sie? ~ nicht|keinen|keine * $mentor
- ohne * $mentor
- statt|anstatt * $mentor
- als|bevor|wahrend|waehrend|wie ~ ich|man|du|sie * suchte|sucht|suchen|gesucht * $mentor
)",
    // French
    R"(
$will voulez voudriez veux voudrais pouvez pourriez peux pourrais accepteriez accepterais acceptez acceptes aimeriez aimerais souhaitez
$will souhaiteriez
$would accepteras accepterez voudras voudrez
$would soyez sois deveniez deviennes acceptiez acceptes etiez etais seriez serais pourriez pourrais voudriez voudrais
$wish aimerais voudrais souhaite souhaiterais souhaitons voudrions reve
$seek cherche cherchons recherche recherchons
$mentor mentor mentore
~ bien s il vous te plait stp svp peut etre eventuellement aussi volontiers d de a que mon ma le la un une personnel personnelle nouveau
~ nouvelle
~ premier cette annee pour me m bonjour cher chere en comme accepter envisager devenir vraiment simplement tres interesse interessee
~ accord temps
~ jour tu partant partante pret prete disponible je j serait ce donc
+ $will vous|tu ~ etre|devenir|mon|ma|me ~ mon|ma|notre? ~ $mentor|mentorer|parrainer
+ est ce que vous|tu ~ $will|seriez|serais ~ etre|devenir|mon|ma|me ~ mon|ma|notre? ~ $mentor|mentorer
+ tu|vous ~ $will ~ etre|devenir ~ mon|ma|notre ~ $mentor
+ tu|vous ~ $will ~ me|nous mentorer|parrainer
+ que|si vous|tu ~ $would ~ etre|devenir? ~ mon|ma|notre ~ $mentor
+ seriez|serais|etes|es vous|tu ~ etre|devenir|mon|ma|pret|prete|disponible|d|accord ~ etre|devenir? ~ mon|ma|notre|comme ~ $mentor
+ $wish|cherche ~ vous|t|te|que ~ avoir|ayez|prendre|demander|demande ~ comme|pour|d|de ~ mon|ma|etre|devenir? ~ mon|ma? ~ $mentor
+ avoir|prendre pour|comme $mentor
+ accord|envie|demander|demande|prier|prie|propose|proposer ~ etre|devenir ~ mon|ma|notre ~ $mentor
+ serais|seriez tu|vous ~ mon|ma|notre ~ $mentor
+ ^ sois|soyez|deviens|devenez ~ mon|ma ~ $mentor
+ je|nous ~ $seek un|une|mon|ma * $mentor|mentorat
+ je suis|nous sommes? a|en la? recherche|quete d|de un|une * $mentor
+ ^ $seek un|une|mon? * $mentor
+ j|je|nous ai|avons|aurais besoin d|de un|une * $mentor
+ je|j ~ $wish|veux ~ avoir? un|une * $mentor
+ etre|devenir votre|ton|ta ~ mentoree|mentore|protege|protegee|filleul|filleule
+ prendre|prenez|prends sous votre|ton aile
+ me prendre|prenez|prends ~ comme * mentore|mentoree|protege
+ $wish|demande|sollicite|veux ~ beneficier|profiter|solliciter|demander|recevoir ~ votre|ton mentorat|mentoring
+ $will vous|tu ~ m|me|nous accompagner|guider|suivre ~ tant? ~ $mentor
+ prenez|prends|acceptez|acceptes vous|tu ~ encore? ~ des|de|d? ~ nouveaux|nouvelles? mentore|mentores|mentoree|mentorees|filleuls
+ seriez|serais|etes|es vous|tu ~ me|nous mentorer|parrainer
+ tu|vous as|avez|aurais|auriez ~ place|creneau pour * mentore|mentores|mentoree|mentorees
+ as|avez|aurais|auriez tu|vous ~ place|creneau pour * mentore|mentores|mentoree|mentorees
+ tu|vous seriez|serais|feriez|ferais un|une * $mentor * pour moi|nous
+ ca|cela te|vous|t dirait|plairait|interesserait|tente|tenterait ~ mon|ma ~ $mentor
- ne|n vais|veux|viens|voulais|souhaite|compte|voudrais pas|plus|jamais * * $mentor
+ gentillesse|amabilite|inconvenient|honneur|plaisir|envie|temps|dispo ~ etre|devenir|mon|ma ~ $mentor
+ demander|solliciter|sollicite|demande ~ un|votre|ton mentorat
+ dirais|diriez|penses|pensez|pensais tu|vous ~ devenir|etre|mon|ma ~ $mentor
+ reste|place|places|creneau * pour? * mentore|mentores|mentoree|mentorees
+ me|m|nous manque|faudrait|faut ~ un|une $mentor
+ un|une $mentor me|m|nous serait|serais|ferait
+ gens|personnes|quelqu en|un mentorat|mentoree
+ t|tu|vous es|etes dispo|disponible|partant|partante ~ etre|mon|ma ~ $mentor
+ toi|vous|toi qui? que je|j|nous veux|voudrais|aimerais|verrais * comme $mentor
+ etre mentoree|mentore|mentores par vous|toi
+ consentiriez|consentirais|consentez|accepteriez|accepterais vous|tu ~ me|nous mentorer
+ ne? voudrais|voudriez|pourrais|pourriez|veux pas etre|devenir mon|ma $mentor
+ ca|cela te|vous|t dirait|plairait|interesserait|tente|tenterait ~ me|nous mentorer
+ j|je|nous ai|avons|aurais ~ besoin d|de un|une * $mentor
+ conseille|recommande|suggere ~ trouver|chercher|prendre un|une $mentor
- ne|n ~ vous|te|t|je|cherche|demande|veux ~ demande|demandons|attends|suis|$seek|$wish|veux pas|plus|jamais|nullement * $mentor
- sans|plutot|lieu * $mentor
- quand|lorsque|comment|avant ~ j|je|on|vous|tu * cherchais|cherchait|cherche|chercher|recherche * $mentor
)",
    // Spanish
    R"(
$will queres podes quieres quiere querrias querria quisieras quisiera puedes puede podrias podria aceptas acepta aceptarias aceptaria
$wish quiero quisiera quisieramos querria gustaria encantaria espero deseo ojala
$be ser convertirte convertirse hacer actuar
$my mi nuestro nuestra
$mentor mentor mentora
$learner mentee aprendiz mentorizado mentorizada pupilo pupila
~ por favor quiza quizas tal vez tambien usted tu ser a de que mi el la un una personal nuevo nueva primer primera este ano para me te le
~ hola
~ estimado estimada querido querida gustaria gustar aceptar considerar convertirte realmente dispuesto dispuesta algun dia como en oficial
~ oficialmente mucho muchisimo interesado interesada plantearte plantearse podria podrias y si ahora
+ $will|te|le ~ gustaria|importaria|animas|animarias|animaria|apeteceria|pareceria|interesaria|interesa? ~ $be ~ en|como|de? ~ $my|un|una? ~ $mentor
+ $will ~ mentorizarme|mentorearme|mentorarme|mentorizarnos|mentorearnos
+ $wish ~ que? ~ fueras|fuera|seas|sea|fueses|fuese|sean ~ $my ~ $mentor
+ $wish ~ que ~ me mentorices|mentorice|mentorees|mentoree|mentorizaras|mentorearas
+ $wish|honor ~ tenerte|tenerle|tenerlo|tenerla|contar ~ contigo|con|usted? ~ como|de ~ mi? ~ $mentor
+ pedirte|pedirle|pido|preguntarte|preguntarle|preguntar|pedir ~ que|si ~ $will|seas|sea|fueras|fuera ~ ser? ~ $my ~ $mentor
+ si ~ $will ~ ser ~ $my ~ $mentor
+ seras|serias|seria|eres ~ tu|usted? ~ mi ~ $mentor
+ ^ se|sea mi ~ $mentor
+ estoy|estamos ~ buscando|busca ~ de|a? ~ un|una|mi * $mentor
+ busco|buscamos|necesito|necesitamos ~ a? ~ un|una|mi? * $mentor|mentoria
+ ^ buscando|busco|se busca? ~ un|una? * $mentor
+ me|nos gustaria|encantaria ~ tener ~ un|una|mi * $mentor
+ ser|convertirme tu|su|vuestro|vuestra ~ $learner
+ aceptame|acepteme|tomame|tomeme|aceptarme|tomarme ~ como|de * $learner
+ bajo tu|su|tus|sus ala|alas
+ estas|esta|estarias|estaria ~ dispuesto|dispuesta|disponible|abierto|abierta ~ ser|como ~ mi ~ $mentor
+ ando|andamos|estoy|estamos buscando ~ un|una|mi? * $mentor
+ $wish ~ que? ~ aceptes|acepte|aceptaras|puedas|pueda|quieras|quiera ~ $be ~ $my ~ $mentor
+ ilusion|honor|honra|alegria|posibilidad|opcion|manera|forma ~ que ~ fueras|fuera|fueses|seas|sea ~ $my ~ $mentor
+ ^ conviertete|conviertase|hazte|hagase en? ~ $my ~ $mentor
+ $wish|solicito|pido ~ solicitar|pedir|recibir? ~ tu|su mentoria
+ serias|seria tu|usted? un|una * $mentor * para mi|nosotros
+ me|nos aceptarias|aceptaria|aceptas|acepta|tomarias|tomaria|tomas ~ como|de * $learner
+ me|nos mentorizarias|mentorizaria|mentorizas|mentoriza|mentorearias|mentorearia|mentoreas
+ sigues|sigue|estas|esta ~ aceptando|tomando ~ mas|nuevos|nuevas? $learner|mentees|aprendices
+ tienes|tiene|tendrias|tendria|te queda? ~ hueco|sitio|espacio|lugar|plaza para * $learner|mentees
- no|nunca|tampoco voy|vengo|vamos|quiero|pretendo a? pedirte|pedirle|pediros|pedir|preguntarte|preguntarle * $mentor
+ te|le|os|lo|la apetece|apeteceria|gustaria|coparia|importaria|pareceria ~ $be ~ $my ~ $mentor
+ que me|nos mentorice|mentorices|mentoree|mentorees|mentorizara|mentorizaras
+ llevo|llevamos * buscando ~ un|una ~ $mentor
+ veria|verias|parece|ves|ve lo? de? ~ $be ~ $my ~ $mentor
+ queda|quedan|hay|tiene|tienes ~ alguna|alguno|una|un? plaza|hueco|sitio|vacante libre? para * $learner|mentees
+ me|nos hace|hacen|vendria|vendria|vendrian falta|genial|bien|fenomenal ~ un|una ~ $mentor
+ solicitarle|solicitarte|pedirle|pedirte|rogarle|rogarte ~ que ~ sea|seas|fuera|fueras ~ $my ~ $mentor
+ guiarme|acompanarme|orientarme|ayudarme como $mentor
+ te|le|lo|la quiero|querria|quisiera ~ a? ti|usted? ~ como|de $mentor
+ para|de que ~ seas|sea|fueras|fuera ~ $my ~ $mentor
+ inconveniente|reparo|problema en ser ~ $my ~ $mentor
+ deseo|quiero|quisiera|querria|necesito encontrar|tener|conseguir ~ un|una ~ $mentor
+ gente|alguien|personas en tu|su mentoria
+ te|le|os ~ animarias|animaria|animas|gustaria|apetece|apeteceria|importaria ~ mentorizarme|mentorearme
+ $will ~ nuevos|nuevas|mas? $learner|mentorizados|mentorizadas|mentees|aprendices
+ me|nos vendria|vendrian * un|una ~ $mentor
+ que me|nos acepte|aceptes|tome|tomes ~ como|de * $learner
+ recomendo|aconsejo|sugirio ~ buscar|encontrar ~ un|una $mentor
+ ando|estoy|estamos en busca de un|una * $mentor
+ ojala ~ pudieras|pudiera|quisieras|quisiera|fueras|fuera ~ ser? ~ $my ~ $mentor
- no|nunca|sin|tampoco ~ te|le|les|estoy? ~ pido|pidiendo|pedirte|pedirle|busco|buscando|espero|necesito|pretendo|quiero|pedir * $mentor
- lugar|vez de * $mentor
- cuando|mientras|como|antes ~ de? ~ yo|uno|alguien? ~ buscaba|busca|buscar|busque|buscabas * $mentor
)",
};

}  // namespace gilde::matching::domain

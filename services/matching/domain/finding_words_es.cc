// What findings about an approach say in Spanish.
#include "services/matching/domain/finding_words.h"

namespace gilde::matching::domain {
namespace {

constexpr std::string_view kSubjectInstead = "di en una línea de qué trata la conversación, `Pasar un proceso nocturno a tiempo real`";

constexpr FindingRow kRows[] = {
    {"GOLDEN_RULE",
     {"aquí pides una mentoría; es una gran promesa para alguien que todavía no ha hablado contigo",
      "pide una sola conversación breve: de 15 a 20 minutos en las próximas semanas, con dos o tres preguntas que esta persona pueda "
      "responder desde su experiencia; de ahí puede nacer una mentoría",
      "¿Tendrías 15 minutos la próxima semana para contarme cómo pasó tu equipo a las entregas semanales?"}},
    {"MENTEE_INVALID",
     {"no es el nombre de un perfil", "indica la persona que hace la solicitud, por ejemplo organizations/acme/profiles/ada",
      "organizations/acme/profiles/ada"}},
    {"MENTOR_COUNT",
     {"número de mentores: $0; de 1 a $1 está bien",
      "indica primero a la persona con la que más te gustaría hablar y después a algunas más",
      "Primero organizations/acme/profiles/grace, después organizations/acme/profiles/alan"}},
    {"OPENING_COUNT",
     {"hay más aperturas que mentores después del primero", "una para cada mentor después del primero",
      "Con tres mentores: la primera en opening, las otras dos en further_openings"}},
    {"MENTOR_INVALID",
     {"no es el nombre de perfil de otra persona de la organización", "indica el perfil de otra persona de la organización",
      "organizations/acme/profiles/grace"}},
    {"MENTOR_TWICE", {"ya está en la lista", "cada mentor una sola vez", "Primero Grace, después Alan, después Barbara"}},
    {"MENTOR_UNKNOWN",
     {"esta persona no puede recibir esta solicitud", "elige a alguien de las recomendaciones",
      "Alguien de los primeros puestos de tus recomendaciones"}},
    {"SUBJECT_LENGTH", {"número de caracteres: $0; de $1 a $2 está bien", kSubjectInstead, "Pasar un proceso nocturno a tiempo real"}},
    {"SUBJECT_STOCK_PHRASE", {"esto podría encabezar cualquier mensaje", kSubjectInstead, "Las primeras semanas al frente de un equipo"}},
    {"OPENING_LENGTH",
     {"número de caracteres: $0; de $1 a $2 está bien",
      "una o dos frases sobre algo que esta persona ha hecho o sabe, y por qué te inspiró",
      "Después de tu charla sobre los pequeños pasos, replanteé nuestro plan para el primer mes."}},
    {"SAME_TEXT",
     {"la misma apertura, o una casi igual, llegaría a más de $0 mentores",
      "escribe una nueva para cada una de las demás personas en further_openings: es lo que anima a responder",
      "Tu artículo sobre lanzamientos tranquilos me dio la idea de hacer un ensayo semanal."}},
    {"OPENING_NOT_PERSONAL",
     {"no menciona nada de lo que ha hecho u ofrece la persona en el puesto $0",
      "menciona por su título uno de sus artículos, charlas o proyectos, o una de las habilidades que ofrece",
      "En tu charla «Colas sin lágrimas» reconocí nuestro proceso nocturno."}},
    {"INTRODUCTION_LENGTH",
     {"número de caracteres: $0; de $1 a $2 está bien", "dos o tres frases: quién eres, en qué trabajas, por qué esta persona",
      "Trabajo con datos y desde la primavera dirijo un equipo de cuatro personas. Tú ya pasaste por eso, y me gustaría aprender de tus "
      "primeros meses."}},
    {"QUESTION_COUNT",
     {"número de preguntas: $0; de $1 a $2 está bien", "unas pocas preguntas que quepan en una conversación breve",
      "¿Qué fue lo que más te sorprendió? ¿Qué dejarías fuera hoy?"}},
    {"QUESTION_LENGTH",
     {"número de caracteres: $0; de $1 a $2 está bien", "una pregunta abierta, en una o dos frases",
      "¿Qué harías de otra manera en la primera semana?"}},
    {"MINUTES_INVALID", {"número de minutos: $0; de $1 a $2 está bien", "a una conversación breve es fácil decir que sí", "15 minutos"}},
    {"WINDOW_INVALID", {"número de días: $0; de 1 a $1 está bien", "las próximas semanas", "14 días"}},
    {"SLOT_COUNT",
     {"número de horarios: $0; de $1 a $2 está bien",
      "ofrece horarios en días distintos, para que la otra persona solo tenga que elegir uno",
      "Martes a las 10:00, miércoles a las 14:00 y viernes a las 9:30"}},
    {"SLOT_INVALID",
     {"no es un horario que dure al menos lo que la conversación y como máximo 8 horas", "indica el inicio y el final de un horario",
      "2026-03-04T14:00:00Z a 14:30"}},
    {"SLOT_IN_PAST", {"ya ha empezado", "ofrece un horario que esté por venir", "Jueves de la próxima semana, de 14:00 a 14:30"}},
    {"SLOT_OUTSIDE_WINDOW",
     {"termina después del plazo", "ofrece un horario dentro de window_days", "Jueves de la próxima semana, con un plazo de 14 días"}},
    {"SLOT_OVERLAP", {"se solapa con otro horario", "ofrece horarios que no se solapen", "De 14:00 a 14:30 y de 15:00 a 15:30"}},
    {"TEXT_INVALID", {"no es UTF-8 válido", "envía UTF-8", "é como los dos bytes C3 A9"}},
    {"PROSPECT_UNKNOWN",
     {"no está en tu propia preselección, o no se refiere a la primera persona de la lista",
      "indica una entrada de tu propia preselección sobre la primera persona de la lista, o deja el campo vacío",
      "organizations/acme/profiles/ada/prospects/x1"}},
    // Hints
    {"QUESTION_CLOSED",
     {"se puede responder con un sí o un no", "empieza con qué, cómo o cuál: eso invita a contar una historia",
      "¿Cómo elegiste por dónde empezar?"}},
    {"OPENING_NAMES_NO_WORK",
     {"menciona una habilidad, pero nada que haya hecho esta persona",
      "menciona por su título uno de sus artículos, charlas o proyectos, y lo que te aportó",
      "Gracias a tu artículo «El lanzamiento tranquilo», nuestra lista de control es la mitad de larga."}},
    {"INTRODUCTION_UNCONNECTED",
     {"todavía no dice qué relación tiene con lo que ofrece esta persona",
      "una frase sobre lo que une tu trabajo con una de las habilidades que ofrece esta persona",
      "Ayudas a otras personas a negociar, y el mes que viene me reúno por primera vez con un proveedor."}},
    {"FEW_DAYS",
     {"los horarios caen en menos de tres días distintos", "horarios en tres días distintos o más: es probable que alguno encaje",
      "Martes por la mañana, miércoles por la tarde y viernes por la mañana"}},
    {"TEXT_LIKE_ANOTHER",
     {"se parece mucho a una apertura que recibió otra persona", "una frase que solo pueda ser para esta persona",
      "Tu proyecto «Libro mayor abierto» respondió a una pregunta que me hacía desde hace meses."}},
    // Any other
    {"", {"esto todavía no encaja del todo", "mira este campo una vez más", "Una línea breve con tus propias palabras"}},
};

}  // namespace

absl::Span<const FindingRow> SpanishFindingWords() { return kRows; }

}  // namespace gilde::matching::domain

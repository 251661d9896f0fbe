'use strict';

/** Half past midnight in UTC, and still the evening before where these lessons come from. */
const CASES = [
  { event_timestamp: '2025-06-10T00:30:00Z', hour: 0 },
  { event_timestamp: '2025-06-10T15:59:59.999Z', hour: 15 },
  { event_timestamp: '1969-12-31T23:00:00Z', hour: 23 },
];
/** A second one, half an hour off: who adds three hours is right in the first alone. */
const ZONES = ['America/Argentina/Buenos_Aires', 'Asia/Kolkata'];

const PAIR = 'customer_id,merchant_id';

/**
 * The check of the homework's third view: its two entities, and its derived feature, the view's own function tried on a
 * machine of another time zone.
 */
exports.hourCheck =
  ({ right, open }) =>
  (view) => {
    const keys = Object.keys(view.joinKeys).sort();
    if (keys.join() !== PAIR) return aKeyIsMissing(open, keys);
    const { hour_of_day } = view.functions;
    const given = ZONES.flatMap((zone) =>
      inZone(zone, () =>
        CASES.map((one) => ({ ...one, zone, got: hour_of_day({ event_timestamp: new Date(one.event_timestamp) }) })),
      ),
    );
    const wrong = given.find(({ got, hour }) => got !== hour);
    if (wrong === undefined) {
      return right({
        es: 'la clave es el par; la hora en UTC, la misma en cualquier máquina, y un solo código para entrenar y para servir',
        en: 'the key is the pair; the hour in UTC, the same on any machine, and one piece of code for training and for serving',
      });
    }
    const { event_timestamp, got, hour, zone } = wrong;
    open({
      gap: 'hour-of-day',
      what: {
        es: `para ${event_timestamp} dio ${got}, y en UTC es ${hour}`,
        en: `for ${event_timestamp} it gave ${got}, and in UTC it is ${hour}`,
      },
      why:
        event_timestamp < '1970' && typeof got === 'number'
          ? {
              es: 'antes de 1970 los milisegundos son negativos, y el resto (%) también: mejor pedirle la hora al Date',
              en: 'before 1970 the milliseconds are negative, and so is the remainder (%): better ask the Date for its hour',
            }
          : typeof got === 'number'
            ? {
                es: `la probamos en una máquina con la hora de ${zone}: la hora local depende de dónde corre, y eso es skew`,
                en: `we tried it on a machine with the time of ${zone}: the local hour depends on where it runs, and that is skew`,
              }
            : {
                es: 'la función todavía no da una hora: es lo que va después de => en derive (con llaves hace falta un return)',
                en: 'the function gives no hour yet: it is what follows => in derive (with braces it needs a return)',
              },
      hints: [
        {
          es: 'un Date tiene getHours(), que es la hora local, y otro método para UTC',
          en: 'a Date has getHours(), which is the local hour, and another method for UTC',
        },
        { es: 'row.event_timestamp.getUTC…()', en: 'row.event_timestamp.getUTC…()' },
      ],
    });
  };

function aKeyIsMissing(open, keys) {
  open({
    gap: 'hour-of-day',
    what: { es: `la clave de la view es ${keys.join(' y ')}`, en: `the view's key is ${keys.join(' and ')}` },
    why: {
      es: 'una transacción es de un cliente en un comercio: con uno solo, la última puede ser de otro comercio',
      en: 'a transaction is of a customer at a merchant: with one alone, the latest may be of another merchant',
    },
    hints: [
      { es: 'entities es una lista: van las dos', en: 'entities is a list: both go into it' },
      { es: 'entities: [customer, merchant]', en: 'entities: [customer, merchant]' },
    ],
  });
}

function inZone(zone, run) {
  const before = process.env.TZ;
  process.env.TZ = zone;
  try {
    return run();
  } finally {
    if (before === undefined) delete process.env.TZ;
    else process.env.TZ = before;
  }
}

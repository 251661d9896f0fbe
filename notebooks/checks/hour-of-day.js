'use strict';

/** Half past midnight in UTC, and still the evening before where these lessons come from. */
const CASES = [
  { event_timestamp: '2025-06-10T00:30:00Z', hour: 0 },
  { event_timestamp: '2025-06-10T15:59:59.999Z', hour: 15 },
  { event_timestamp: '1969-12-31T23:00:00Z', hour: 23 },
];
const ZONE = 'America/Argentina/Buenos_Aires';

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
    const given = inZone(ZONE, () =>
      CASES.map(({ event_timestamp }) => hour_of_day({ event_timestamp: new Date(event_timestamp) })),
    );
    if (CASES.every(({ hour }, i) => given[i] === hour)) {
      return right({
        es: 'la clave es el par; la hora en UTC, la misma en cualquier máquina, y un solo código para entrenar y para servir',
        en: 'the key is the pair; the hour in UTC, the same on any machine, and one piece of code for training and for serving',
      });
    }
    const wrong = CASES.findIndex(({ hour }, i) => given[i] !== hour);
    const { event_timestamp, hour } = CASES[wrong];
    open({
      gap: 'hour-of-day',
      what: {
        es: `para ${event_timestamp} dio ${given[wrong]}, y en UTC es ${hour}`,
        en: `for ${event_timestamp} it gave ${given[wrong]}, and in UTC it is ${hour}`,
      },
      why:
        typeof given[wrong] === 'number'
          ? {
              es: 'la probamos en una máquina de Buenos Aires: la hora local depende de dónde corre, y eso es skew',
              en: 'we tried it on a machine in Buenos Aires: the local hour depends on where it runs, and that is skew',
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

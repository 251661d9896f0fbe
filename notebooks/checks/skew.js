'use strict';
const { hourCheck } = require('./hour-of-day');

const FROM_THE_FIRST = { es: 'ejecutá todo desde la primera celda', en: 'run everything from the first cell' };
const DRIVERS = 200;
/** The homework's vector. */
const SIX = ['avg_purchase', 'n_purchases_7d', 'avg_rating', 'n_disputes_30d', 'amount', 'hour_of_day'];

/** Lesson 5: the skew check. */
module.exports = (verdict) => {
  const { right, wrong, open } = verdict;
  return {
    equalByHand(rows) {
      const differ = rows.filter((row) => row.offline !== row.online);
      if (rows.length !== DRIVERS || differ.length > 0) {
        return wrong({
          what: {
            es: `de ${rows.length} conductores hay ${differ.length} que difieren, y acá todavía no debería haber ninguno`,
            en: `of ${rows.length} drivers ${differ.length} differ, and here none should yet`,
          },
          why: {
            es: 'online se ve lo que se materializó; si el reloj, el archivo o la tabla cambiaron más abajo, ya no es lo mismo',
            en: 'online you see what was materialized; if the clock, the file or the table changed further down, it is no longer the same',
          },
          next: FROM_THE_FIRST,
        });
      }
      right({
        es: 'doscientos conductores, el mismo número por los dos caminos: idénticos, bit a bit',
        en: 'two hundred drivers, the same number on both paths: identical, bit for bit',
      });
    },

    noSkew(report) {
      if (report?.checked === 100 && report.mismatches.length === 0) {
        return right({
          es: `${report.values} valores comparados (100 conductores, 3 features) y ninguna diferencia`,
          en: `${report.values} values compared (100 drivers, 3 features), and no difference`,
        });
      }
      if (report?.mismatches?.length > 0) {
        return wrong({
          what: {
            es: `${report.mismatches.length} diferencias en ${report.checked} conductores`,
            en: `${report.mismatches.length} differences in ${report.checked} drivers`,
          },
          why: {
            es: 'ya rompiste algo más abajo: la tabla o el archivo no son los del principio',
            en: 'you already broke something further down: the table or the file are not those of the beginning',
          },
          next: FROM_THE_FIRST,
        });
      }
      open({
        gap: 'skew',
        what: {
          es: report
            ? `se revisaron ${report.checked ?? '?'} conductores, y pedíamos 100`
            : 'report todavía está vacío',
          en: report ? `${report.checked ?? '?'} drivers were checked, and we asked for 100` : 'report is still empty',
        },
        why: {
          es: 'skew es asincrónico, y recibe sus opciones en un objeto',
          en: 'skew is asynchronous, and takes its options in one object',
        },
        hints: [
          {
            es: 'const report = await store.skew({ … }); con sample y seed adentro de las llaves',
            en: 'const report = await store.skew({ … }); with sample and seed inside the braces',
          },
          { es: '{ sample: 100, seed: 1 }', en: '{ sample: 100, seed: 1 }' },
        ],
      });
    },

    roundingFound({ mismatches }) {
      const only = mismatches.every(({ feature }) => feature === 'conv_rate');
      if (mismatches.length >= 90 && only) {
        return right({
          es: `${mismatches.length} valores, y todos de conv_rate: la feature señala al culpable`,
          en: `${mismatches.length} values, and all of conv_rate: the feature points at the culprit`,
        });
      }
      wrong({
        what: {
          es: `encontró ${mismatches.length} diferencias y esperaba unas cien, todas de conv_rate`,
          en: `it found ${mismatches.length} differences, and I expected about a hundred, all of conv_rate`,
        },
        why: {
          es: 'el UPDATE tiene que haber corrido sobre la tabla del online store, después de materializar',
          en: 'the UPDATE must have run on the online store’s table, after materializing',
        },
        next: {
          es: 'ejecutá esa celda de nuevo; si no alcanza, todo desde la primera',
          en: 'run that cell again; if that does not help, everything from the first one',
        },
      });
    },

    correctionFound(sampled, whole) {
      const [found] = whole.mismatches;
      if (sampled.mismatches.length === 0 && whole.mismatches.length === 1 && found.entity.driver_id === 1003) {
        return right({
          es: `la muestra no lo vio y el chequeo entero sí: conductor 1003, ${found.offline} para entrenar y ${found.online.toFixed(2)} en producción`,
          en: `the sample missed it and the whole check did not: driver 1003, ${found.offline} in training and ${found.online.toFixed(2)} in production`,
        });
      }
      wrong({
        what: {
          es: `la muestra encontró ${sampled.mismatches.length} y el chequeo entero ${whole.mismatches.length}; esperaba 0 y 1 (conv_rate de 1003)`,
          en: `the sample found ${sampled.mismatches.length} and the whole check ${whole.mismatches.length}; I expected 0 and 1 (conv_rate of 1003)`,
        },
        why: {
          es: 'la corrección tiene que estar en el archivo y todavía sin materializar',
          en: 'the correction must be in the file, and not materialized yet',
        },
        next: FROM_THE_FIRST,
      });
    },

    mended(increment, report) {
      if (report.mismatches.length === 0 && Array.isArray(increment)) {
        return right({
          es: 'cero diferencias: la corrección llegó al online store, aunque su hora ya estaba materializada',
          en: 'no difference left: the correction reached the online store, though its hour had been materialized before',
        });
      }
      open({
        gap: 'mend',
        what: {
          es: `queda ${report.mismatches.length} diferencia: la corrección no llegó al online store`,
          en: `${report.mismatches.length} difference is left: the correction did not reach the online store`,
        },
        why: {
          es: 'el online store cambia solo cuando alguien materializa',
          en: 'the online store changes only when somebody materializes',
        },
        hints: [
          {
            es: 'es la misma llamada que en la celda que abre el store, al principio, con await',
            en: 'it is the same call as in the cell that opens the store, at the top, with await',
          },
          {
            es: 'await store.materializeIncremental(…), hasta el «ahora» del reloj: clock.now',
            en: 'await store.materializeIncremental(…), up to the clock’s present: clock.now',
          },
        ],
      });
    },

    jobFound(hours) {
      if (hours.length > 0 && hours.length < 24) {
        return right({
          es: `lo encontró en la hora ${hours[0]}, y ${hours.length} veces en el día. Con una muestra fija: nunca, o siempre`,
          en: `it found it in hour ${hours[0]}, and ${hours.length} times in the day. With a fixed sample: never, or always`,
        });
      }
      wrong({
        what: {
          es: `lo vio en ${hours.length} de las 24 horas`,
          en: `it saw it in ${hours.length} of the 24 hours`,
        },
        why: {
          es: 'tiene que haber una sola corrección sin materializar, y una seed distinta en cada vuelta',
          en: 'there must be one correction that is not materialized, and another seed in each round',
        },
        next: FROM_THE_FIRST,
      });
    },

    alarmed(alarm, quiet) {
      if (/\b1042\b/.test(alarm) && alarm.includes('[exit code 1]') && !quiet.includes('[exit code')) {
        return right({
          es: 'sonó con código 1, nombró al conductor y dijo cómo arreglarlo; después del incremento, silencio: código 0',
          en: 'it went off with code 1, named the driver and said how to mend it; after the increment, silence: code 0',
        });
      }
      wrong({
        what: {
          es: 'la alarma no sonó cuando debía, o no se calló después',
          en: 'the alarm did not go off when it should, or did not fall silent afterwards',
        },
        why: {
          es: 'al empezar, la corrección de 1042 tiene que estar en el archivo y todavía sin materializar',
          en: 'to begin with, the correction of 1042 must be in the file, and not materialized yet',
        },
        next: FROM_THE_FIRST,
      });
    },

    tolerated(counts) {
      const values = Object.values(counts);
      if (values[0] >= 190 && values.at(-1) === 0) {
        return right({
          es: `exacto, ${values[0]} diferencias; con 1 % de tolerancia, ninguna. Con 10 % tampoco verías un bug del 9 %`,
          en: `exact, ${values[0]} differences; with a tolerance of 1 %, none. With 10 % you would miss a bug of 9 %, too`,
        });
      }
      wrong({
        what: { es: `las cuentas dan ${values.join(', ')}`, en: `the counts are ${values.join(', ')}` },
        why: {
          es: 'con el redondeo a tres decimales, exacto tiene que dar unas 200 y 0.01 ninguna',
          en: 'with the rounding to three decimals, exact must give about 200, and 0.01 none',
        },
        next: FROM_THE_FIRST,
      });
    },

    zoneFound({ mismatches }, why) {
      if (mismatches.length >= 180 && /12:00:00Z/.test(why[1])) {
        return right({
          es: `${mismatches.length} de 200 difieren, y la hora de la fila miente: por eso skew compara valores y no horas`,
          en: `${mismatches.length} of 200 differ, and the row’s time lies: that is why skew compares values, not times`,
        });
      }
      wrong({
        what: { es: `difieren ${mismatches.length}`, en: `${mismatches.length} differ` },
        why: {
          es: 'los valores de las 9:30 tienen que estar en la tabla, y nadie debe haber materializado después',
          en: 'the values of 9:30 must be in the table, and nobody may have materialized since',
        },
        next: { es: 'ejecutá esa celda de nuevo, entera', en: 'run all of that cell again' },
      });
    },

    staleFound({ mismatches }, why) {
      if (mismatches.length >= 180 && /06:00:00Z/.test(why[1])) {
        return right({
          es: `${mismatches.length} diferencias, en todas las features, y la fila online es de las 06:00: nadie materializó desde entonces`,
          en: `${mismatches.length} differences, in all features, and the online row is from 06:00: nobody has materialized since then`,
        });
      }
      wrong({
        what: { es: `difieren ${mismatches.length}; ${why[1]}`, en: `${mismatches.length} differ; ${why[1]}` },
        why: {
          es: 'el store tiene que estar vacío y materializado solo hasta las 6',
          en: 'the store must be empty, and materialized up to 6 only',
        },
        next: { es: 'ejecutá esa celda de nuevo, entera', en: 'run all of that cell again' },
      });
    },

    definitionFound(incremented, rewritten) {
      if (incremented.mismatches.length >= 180 && rewritten.mismatches.length === 0) {
        return right({
          es: `el incremento dejó ${incremented.mismatches.length} diferencias; materializar todo, ninguna`,
          en: `the increment left ${incremented.mismatches.length} differences; materializing everything, none`,
        });
      }
      wrong({
        what: {
          es: `quedaron ${incremented.mismatches.length} después del incremento y ${rewritten.mismatches.length} después de materializar todo`,
          en: `${incremented.mismatches.length} were left by the increment, and ${rewritten.mismatches.length} by materializing everything`,
        },
        why: {
          es: 'la historia se reescribe sin tocar created: el incremento no la ve; materialize(null, …), sí',
          en: 'the history is rewritten with its old created: the increment misses it, materialize(null, …) does not',
        },
        next: FROM_THE_FIRST,
      });
    },

    hourOfDay: hourCheck(verdict),

    sixFeatures({ features }) {
      const names = features.flatMap((item) => item.features ?? Object.keys(item.schema));
      if (names.join() === SIX.join()) {
        return right({
          es: `seis features, en este orden: ${names.join(', ')}`,
          en: `six features, in this order: ${names.join(', ')}`,
        });
      }
      open({
        gap: 'service',
        what: { es: `el service pide ${names.join(', ')}`, en: `the service asks for ${names.join(', ')}` },
        why: {
          es: 'el modelo toma las seis, y por posición: en otro orden, cada número cae en el lugar de otro',
          en: 'the model takes all six, and by their place: in another order each number lands in the place of another',
        },
        hints: [
          {
            es: 'features es una lista de views, separadas por comas',
            en: 'features is a list of views, with commas between',
          },
          {
            es: 'customerStats, merchantStats, y la que acabás de terminar',
            en: 'customerStats, merchantStats, and the one that you just finished',
          },
        ],
      });
    },

    sameVector(trained, served) {
      const names = Object.keys(served).filter((name) => !['customer_id', 'merchant_id'].includes(name));
      const differ = names.filter((name) => !Object.is(trained[name], served[name]));
      if (names.length > 0 && differ.length === 0) {
        const few = names.length < SIX.length;
        return right({
          es: `lo servido es la fila del training set, feature por feature (son ${names.length}): esa es la condición de la tarea${few ? '. Ella pide seis: completá el service, y ejecutá desde ahí' : ''}`,
          en: `what is served is the training set’s row, feature by feature (there are ${names.length}): that is what the homework asks for${few ? '. It asks for six: complete the service, and run from there on' : ''}`,
        });
      }
      wrong({
        what: {
          es: `difieren ${differ.join(', ') || 'las features'}`,
          en: `${differ.join(', ') || 'the features'} differ`,
        },
        why: {
          es: 'el reloj tiene que estar en la hora de la etiqueta, y materializado hasta ahí y no más',
          en: 'the clock must stand at the label’s time, and everything be materialized up to there and no further',
        },
        next: FROM_THE_FIRST,
      });
    },
  };
};

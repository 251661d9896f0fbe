'use strict';

/** Lesson 4: TTL. */
module.exports = ({ right, wrong }) => ({
  tooOld(online) {
    const [status] = online.statuses();
    const [value] = online.toDict().conv_rate;
    if (value === null && status.conv_rate === 'OUTSIDE_MAX_AGE') {
      return right({
        es: 'null, y el status dice por qué: OUTSIDE_MAX_AGE, el valor existe pero es más viejo que el TTL',
        en: 'null, and the status says why: OUTSIDE_MAX_AGE, the value exists but is older than the TTL',
      });
    }
    wrong({
      what: {
        es: `llegó ${value} con ${status.conv_rate}, y esperaba null con OUTSIDE_MAX_AGE`,
        en: `I got ${value} with ${status.conv_rate}, and expected null with OUTSIDE_MAX_AGE`,
      },
      why: {
        es: 'con TTL de 1 día, un dato de hace 3 días está vencido; NOT_FOUND sería que falta materializar',
        en: 'with a TTL of 1 day, data of 3 days ago are too old; NOT_FOUND would mean that nothing was materialized',
      },
      next: {
        es: "fijate que features.ts diga ttl: '1d' (ejecutá todo desde la primera celda)",
        en: "see that features.ts says ttl: '1d' (run everything from the first cell)",
      },
    });
  },

  fresh(online) {
    const [status] = online.statuses();
    const [value] = online.toDict().conv_rate;
    if (status.conv_rate === 'PRESENT') {
      return right({
        es: `volvió ${value} sin materializar de nuevo: el TTL se aplica al leer`,
        en: `${value} is back, with no new materialize: the TTL is applied at the read`,
      });
    }
    wrong({
      what: {
        es: `el status sigue siendo ${status.conv_rate}`,
        en: `the status is still ${status.conv_rate}`,
      },
      why: {
        es: 'el store usa las definiciones del registry: editar features.ts no alcanza, falta apply',
        en: 'the store uses the registry’s definitions: editing features.ts is not enough, it takes an apply',
      },
      next: {
        es: 'ejecutá en orden: cambiar el TTL, apply, leer; si ya los habías ejecutado, empezá por la primera celda',
        en: 'run in order: change the TTL, apply, read; if you had run them before, begin at the first cell',
      },
    });
  },

  boundary(atTheBound, oneMore) {
    if (atTheBound.conv_rate === 'PRESENT' && oneMore.conv_rate === 'OUTSIDE_MAX_AGE') {
      return right({
        es: 'con edad exactamente igual al TTL, vive; un microsegundo más y ya no',
        en: 'at exactly the TTL’s age it lives; one microsecond more and it does not',
      });
    }
    wrong({
      what: {
        es: `en el borde dio ${atTheBound.conv_rate} y un microsegundo después ${oneMore.conv_rate}`,
        en: `at the bound it gave ${atTheBound.conv_rate}, and a microsecond later ${oneMore.conv_rate}`,
      },
      why: {
        es: 'el borde es event_timestamp + TTL: 10 de junio 12:00 más 7 días, con el TTL en 7d',
        en: 'the bound is event_timestamp + TTL: 10 June 12:00 plus 7 days, with the TTL at 7d',
      },
      next: {
        es: 'ejecutá desde la celda que cambia el TTL a 7d, en orden',
        en: 'run from the cell that changes the TTL to 7d, in order',
      },
    });
  },

  reasons(expired, unknown) {
    if (expired.online.status === 'OUTSIDE_MAX_AGE' && unknown.online.status === 'NOT_FOUND') {
      return right({
        es: 'dos null iguales con dos motivos distintos: vencido y desconocido',
        en: 'two equal nulls with two different reasons: too old, and unknown',
      });
    }
    wrong({
      what: {
        es: `explain dice ${expired.online.status} y ${unknown.online.status}`,
        en: `explain says ${expired.online.status} and ${unknown.online.status}`,
      },
      why: {
        es: 'para 1001 el reloj tiene que estar pasado el TTL; 9999 no existe en los datos',
        en: 'for 1001 the clock must be past the TTL; 9999 is not in the data',
      },
      next: { es: 'ejecutá todo desde la primera celda', en: 'run everything from the first cell' },
    });
  },
});

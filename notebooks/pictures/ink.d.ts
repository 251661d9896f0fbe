export const INK: string;
export const FAINT: string;
export const FILL: string;
export const PALE: string;
export const WINNER: string;
export const WARNING: string;

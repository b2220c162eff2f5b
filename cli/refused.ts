/** Something the terminal cannot do as asked; the message is one Chinese sentence. */
export class CommandRefused extends Error {}

/** Something the terminal cannot do as asked; the message is one Chinese sentence. */
export class Refused extends Error {}

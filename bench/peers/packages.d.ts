// The peers' own packages are installed only for a run (`package.json` of bench/): these declarations are what the type check needs.

declare module 'hyperformula' {
  export type CellValue = number | string | boolean | null | { message: string }
  export class HyperFormula {
    static buildFromArray(rows: readonly (readonly string[])[], options: { licenseKey: string }): HyperFormula
    getSheetValues(sheet: number): CellValue[][]
    setCellContents(cell: { sheet: number; col: number; row: number }, text: string): unknown
    destroy(): void
  }
}

declare module 'survey-core' {
  export class Model {
    constructor(json: object)
    data: unknown
  }
}

declare module 'survey-react-ui' {
  export function Survey(props: { model: import('survey-core').Model }): import('react').ReactElement
}

declare module 'mammoth' {
  const mammoth: { convertToHtml: (input: { buffer: Buffer }) => Promise<{ value: string }> }
  export default mammoth
}

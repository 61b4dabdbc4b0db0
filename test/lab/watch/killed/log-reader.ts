import { fileStore } from '../../../../src/system/history-files/file-store.ts'

// What watchers wrote to `FOLDER`, as the product reads it, as JSON: run where the folder is.
const [folder = ''] = process.argv.slice(2)
const read = await fileStore([folder]).watched()
if (!read.ok) throw new Error(`${read.failure}: ${read.detail}`)
const { records, unread } = read.value
process.stdout.write(JSON.stringify({ records, unread }))

import { createApp } from 'vue'
import type { Suggestion } from '../../../electron/bridge/calls.ts'
import KeyboardPage from './KeyboardPage.vue'

declare global {
  interface Window {
    /** What this page asks for candidates; given by who opens it, no candidates without. */
    suggestions?: Record<string, readonly Suggestion[]>
  }
}

createApp(KeyboardPage, { suggestions: window.suggestions ?? {} }).mount('#app')

// Package brief antwoordt: hoe zeggen wij het?
//
// Een brief is hier een boom van getypte blokken: kop, kader, stappen, tabel. Alles
// komt uit het dossier, het antwoord van het recht en de gegevens van de afzender.
// Wat niet bekend is, staat er niet: geen telefoonnummer als er geen is ingesteld.
// De taal is gewoon Nederlands op niveau B1, met u. Hier wordt niet gerekend; elk
// getal en elke dag is er al. Dezelfde gegevens geven dezelfde brief, byte voor byte.
//
// Hoe een brief eruitziet (HTML, PDF) staat in druk.
package brief

package demo

// halte is de handeling tot waar een dossier is gekomen; de volgende is nog niet gedaan.
type halte uint8

const (
	totSignaal   halte = iota // alleen een bericht van DUO; de doelgroep is nog onbekend
	totOpening                // dossier geopend, nog niet uitgenodigd
	totOproep                 // uitgenodigd; of iemand kwam staat er nog niet
	totNietKomen              // niet gekomen, nog niet gewaarschuwd
	totKomst                  // gekomen, de toets moet nog
	totToets                  // toets gedaan, intake nog niet rond
	totIntake                 // intake rond, nog geen PIP
	totPIP                    // PIP vastgesteld, nog niet gemeld
	totMelding                // gemeld, nog niets aangeboden
	totVandaag                // alles tot vandaag
)

// bijzonder is wat een levensloop anders maakt dan de gewone.
type bijzonder uint8

const (
	gewoon       bijzonder = iota
	verhuisd               // komt uit een andere gemeente, met een leerroute
	opDerde                // informatie van een derde is onmisbaar
	stroef                 // kwam eerst niet en werd gewaarschuwd
	onwillig               // kwam ook na de waarschuwing niet: een overtreding
	werktNietMee           // werkt niet mee aan de begeleiding; een boete ligt bij de jurist
	wisselt                // andere leerroute in het eerste jaar
	schaaltAf              // van B1 naar A2
	verlengd               // de termijn is verlengd
	vrijgesteld            // een deel van de examens hoeft niet
	ontheven               // een deel van de examens kan niet
	anderegroep            // de doelgroep wijzigt onderweg
	vertrokken             // verhuist naar het buitenland
	overleden
)

// plaats zegt waar in zijn traject iemand nu staat: tot welke halte, en tussen welke
// twee aantallen dagen geleden de tien weken begonnen.
type plaats struct {
	tot      halte
	van, aan int
	wat      bijzonder
	// over kiest de dag van het PIP zo dat een termijn van zoveel maanden deze week
	// eindigt, op welke dag van de week de demo ook begint. 0 is geen.
	over int
}

// De termijnen na het PIP waarvan er altijd een paar deze week eindigen, in maanden
// zoals het beleid van de demo ze heeft; een proef houdt ze daaraan.
const (
	aanbodLessen = 3
	aanbodMAP    = 6
	andereRoute  = 18
)

// plaatsen worden om beurten uitgedeeld. Zo zijn bij elke omvang vanaf ongeveer zestig
// alle fasen er, en valt er altijd werk deze week en is er altijd iets te laat.
var plaatsen = []plaats{
	{tot: totVandaag, van: 150, aan: 400, wat: gewoon},
	{tot: totIntake, van: 66, aan: 69, wat: gewoon}, // de tien weken eindigen deze week
	{tot: totVandaag, van: 300, aan: 600, wat: gewoon},
	{tot: totOpening, van: 1, aan: 10, wat: gewoon},
	{tot: totVandaag, van: 500, aan: 800, wat: gewoon},
	{tot: totPIP, van: 55, aan: 62, wat: gewoon},
	{tot: totVandaag, van: 700, aan: 1000, wat: gewoon},
	{tot: totOproep, van: 12, aan: 16, wat: gewoon},
	{tot: totVandaag, van: 180, aan: 420, wat: wisselt},
	{tot: totKomst, van: 28, aan: 40, wat: gewoon},
	{tot: totVandaag, van: 1200, aan: 1340, wat: gewoon},
	{tot: totSignaal, van: 1, aan: 12, wat: gewoon},
	{tot: totVandaag, van: 250, aan: 500, wat: stroef},
	{tot: totMelding, van: 95, aan: 140, wat: gewoon},
	{tot: totVandaag, van: 800, aan: 1000, wat: schaaltAf},
	{tot: totIntake, van: 48, aan: 60, wat: gewoon},
	{tot: totVandaag, van: 400, aan: 700, wat: gewoon},
	{tot: totToets, van: 40, aan: 52, wat: gewoon},
	{tot: totVandaag, van: 600, aan: 900, wat: vrijgesteld},
	{tot: totIntake, van: 76, aan: 105, wat: gewoon}, // te laat
	{tot: totVandaag, van: 850, aan: 1050, wat: gewoon},
	{tot: totOproep, van: 30, aan: 40, wat: gewoon}, // de afspraak is geweest
	{tot: totVandaag, van: 1120, aan: 1250, wat: verlengd},
	{tot: totOpening, van: 8, aan: 20, wat: gewoon},
	{tot: totVandaag, van: 160, aan: 350, wat: gewoon},
	{tot: totNietKomen, van: 26, aan: 38, wat: gewoon},
	{tot: totVandaag, van: 350, aan: 650, wat: onwillig},
	{tot: totPIP, van: 58, aan: 66, wat: gewoon},
	{tot: totVandaag, van: 450, aan: 750, wat: anderegroep},
	{tot: totIntake, van: 66, aan: 69, wat: gewoon},
	{tot: totVandaag, van: 550, aan: 850, wat: gewoon},
	{tot: totVandaag, van: 120, aan: 300, wat: verhuisd},
	{tot: totVandaag, van: 750, aan: 1000, wat: gewoon},
	{tot: totIntake, van: 62, aan: 95, wat: opDerde}, // staat stil
	{tot: totVandaag, van: 900, aan: 1080, wat: gewoon},
	{tot: totOproep, van: 11, aan: 15, wat: gewoon},
	{tot: totVandaag, van: 200, aan: 450, wat: gewoon},
	{tot: totMelding, van: 150, aan: 190, wat: gewoon},
	{tot: totVandaag, van: 1050, aan: 1150, wat: ontheven},
	{tot: totOpening, van: 10, aan: 45, wat: verhuisd},
	{tot: totVandaag, van: 650, aan: 950, wat: gewoon},
	{tot: totToets, van: 45, aan: 58, wat: gewoon},
	{tot: totVandaag, van: 300, aan: 550, wat: opDerde},
	{tot: totVandaag, van: 1250, aan: 1345, wat: gewoon},
	{tot: totVandaag, van: 240, aan: 480, wat: gewoon},
	{tot: totSignaal, van: 5, aan: 25, wat: gewoon},
	{tot: totVandaag, van: 420, aan: 720, wat: gewoon},
	{tot: totKomst, van: 30, aan: 45, wat: stroef},
	{tot: totVandaag, van: 520, aan: 760, wat: gewoon},
	{tot: totOpening, van: 24, aan: 50, wat: gewoon},
	{tot: totVandaag, van: 980, aan: 1100, wat: gewoon},
	{tot: totPIP, van: 80, aan: 100, wat: gewoon}, // melden is te laat
	{tot: totVandaag, van: 380, aan: 900, wat: vertrokken},
	{tot: totNietKomen, van: 24, aan: 34, wat: gewoon},
	{tot: totVandaag, van: 270, aan: 640, wat: gewoon},
	{tot: totVandaag, van: 500, aan: 900, wat: overleden},
	{tot: totVandaag, van: 620, aan: 880, wat: schaaltAf},
	{tot: totIntake, van: 50, aan: 64, wat: stroef},
	{tot: totVandaag, van: 130, aan: 260, wat: gewoon},
	{tot: totVandaag, van: 1000, aan: 1160, wat: verlengd},
	{tot: totMelding, van: 150, aan: 160, over: aanbodLessen},
	{tot: totVandaag, van: 600, aan: 610, over: andereRoute},
	{tot: totMelding, van: 240, aan: 250, over: aanbodMAP},
	{tot: totVandaag, van: 300, aan: 600, wat: werktNietMee},
}
